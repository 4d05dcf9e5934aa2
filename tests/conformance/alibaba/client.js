// Sends requests through Alibaba Cloud's own clients. A line of JSON in, a line of JSON out:
//   {"client", "url", "key", "secret", "token"?, "action", "version"?, "parameters", "method"?}
//   {"body", "unknown"?} or {"error": {"name", "code", "status", "message", "data"}}
// "client" is one of
//   vpc     @alicloud/vpc20160428 as it is: V3 signatures
//   vpc-v1  the same with V1 signatures: query and form
//   vpc-uri the same with credentials from the simulator's credentials URI
//   pop     @alicloud/pop-core: V1 signatures; "unknown" lists what the answer has and vpc20160428's model has not
// "parameters" have the names of the wire; pop flattens lists itself.
const readline = require("readline");
const $dara = require("@darabonba/typescript");
const { $OpenApiUtil } = require("@alicloud/openapi-core");
const Credential = require("@alicloud/credentials");
const { RPCClient } = require("@alicloud/pop-core");
const Vpc = require("@alicloud/vpc20160428");

const lowerFirst = (text) => text[0].toLowerCase() + text.slice(1);

function modelOf(type) {
  return typeof type === "function" && typeof type.names === "function" ? type : null;
}

// Paths in `value` that the model class does not name, or where the one has a list or an object and the other has not.
function unknownMembers(value, type, path, found) {
  if (value === null || value === undefined) return found;
  const declared = typeof type === "string" ? "scalar" : type && type.type === "array" ? "list" : "object";
  // pop-core reads numbers of more than 15 digits as BigNumber.
  const composed = typeof value === "object" && typeof value.toFixed !== "function";
  const given = Array.isArray(value) ? "list" : composed ? "object" : "scalar";
  if (type && declared !== given) found.push(`${path} (${given}, not ${declared})`);
  if (Array.isArray(value)) {
    value.forEach((item) => unknownMembers(item, type && type.itemType, `${path}[]`, found));
    return found;
  }
  const model = modelOf(type);
  if (!model || typeof value !== "object") return found;
  const fields = Object.fromEntries(Object.entries(model.names()).map(([field, wire]) => [wire, field]));
  for (const [name, member] of Object.entries(value)) {
    if (!(name in fields)) found.push(`${path}.${name}`);
    else unknownMembers(member, model.types()[fields[name]], `${path}.${name}`, found);
  }
  return found;
}

async function throughVpc(request) {
  const settings = { endpoint: new URL(request.url).host, protocol: "HTTP", regionId: "cn-hangzhou" };
  if (request.client === "vpc-uri") {
    const config = new Credential.Config({ type: "credentials_uri", credentialsURI: `${request.url}/credentials` });
    settings.credential = new Credential.default(config);
  } else {
    Object.assign(settings, { accessKeyId: request.key, accessKeySecret: request.secret });
    if (request.token) settings.securityToken = request.token;
    if (request.client === "vpc-v1") settings.signatureAlgorithm = "v2";
  }
  const client = new Vpc.default(new $OpenApiUtil.Config(settings));
  const model = $dara.cast(request.parameters, new Vpc[`${request.action}Request`]({}));
  const answer = await client[lowerFirst(request.action)](model);
  return { body: answer.body.toMap() };
}

async function throughPop(request) {
  const client = new RPCClient({
    accessKeyId: request.key,
    accessKeySecret: request.secret,
    securityToken: request.token,
    endpoint: request.url,
    apiVersion: request.version || "2016-04-28",
  });
  const options = { method: request.method || "POST", formatParams: request.format_params || false, timeout: 20000 };
  const body = await client.request(request.action, request.parameters, options);
  const model = Vpc[`${request.action}ResponseBody`];
  return { body, unknown: model ? unknownMembers(body, model, request.action, []) : undefined };
}

async function answer(line) {
  try {
    const request = JSON.parse(line);
    if (request.client === "names") {
      const model = Vpc[`${request.action}Request`];
      return { body: Object.values(model.names()) };
    }
    return await (request.client === "pop" ? throughPop(request) : throughVpc(request));
  } catch (error) {
    return {
      error: {
        name: error.name,
        code: error.code,
        status: error.statusCode || (error.data && error.data.statusCode),
        message: error.message,
        data: error.data,
      },
    };
  }
}

(async () => {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    process.stdout.write(JSON.stringify(await answer(line)) + "\n");
  }
})();
