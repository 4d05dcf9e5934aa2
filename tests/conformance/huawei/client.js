// Sends requests through the vendor's own client (HcClient of huaweicloud-sdk-core): it signs them, looks projects up and
// reads the answers. A line of JSON in, a line of JSON out:
//   {"endpoint", "ak", "sk", "token"?, "project"?, "region"?, "method", "path", "query"?, "params"?, "body"?}
// Instead of "ak" and "sk": {"idp", "id_token_file"}, to log in through an identity provider.
//   {"status", "body"} or {"error": {"type", "status", "code", "message", "request_id"}}
// Without "project" the client asks identity management for the project of "region", at the same endpoint.
const readline = require("readline");
const core = require("@huaweicloud/huaweicloud-sdk-core");
const { ClientBuilder } = require("@huaweicloud/huaweicloud-sdk-core/ClientBuilder");
const { Region } = require("@huaweicloud/huaweicloud-sdk-core/region/region");

function connect(request) {
  const credential = new core.BasicCredentials();
  if (request.idp) {
    credential.withIdpId(request.idp).withIdTokenFile(request.id_token_file).withIamEndpoint(request.endpoint);
  } else {
    credential.withAk(request.ak).withSk(request.sk);
  }
  if (request.token) credential.withSecurityToken(request.token);
  const builder = new ClientBuilder((client) => client).withCredential(credential);
  if (request.project) {
    credential.withProjectId(request.project);
    return builder.withEndpoint(request.endpoint).build();
  }
  credential.withIamEndpoint(request.endpoint);
  return builder.withRegion(new Region(request.region, request.endpoint)).build();
}

async function send(request) {
  const answer = await connect(request).sendRequest({
    method: request.method,
    url: request.path,
    contentType: "application/json",
    queryParams: request.query || {},
    pathParams: request.params || {},
    headers: {},
    data: request.body,
  });
  const { httpStatusCode, ...body } = answer;
  return { status: httpStatusCode, body };
}

async function answer(line) {
  try {
    return await send(JSON.parse(line));
  } catch (error) {
    return {
      error: {
        type: error.constructor.name,
        status: error.httpStatusCode,
        code: error.errorCode,
        message: error.errorMsg || error.message,
        request_id: error.requestId,
      },
    };
  }
}

(async () => {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    process.stdout.write(JSON.stringify(await answer(line)) + "\n");
  }
})();
