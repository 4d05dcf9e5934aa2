#include "provider/resources/loa_data.h"

#include <string>
#include <utility>

#include "adapters/contract/field_values.h"
#include "base/digest.h"
#include "provider/resources/data_cloud.h"
#include "provider/resources/schema_from_fields.h"

namespace ic {
namespace {

terraform::Schema LoaSchema() {
  return {
      .description =
          "The letter of authorization (LOA-CFA) of a connection, with which the people of a site connect the cable. "
          "It is asked for at every plan, and what is read is in the state: "
          "`interconnect loa` writes it into a file instead. Not every cloud issues one by its API.",
      .attributes = {
          CloudAttribute(), RegionAttribute(),
          MakeAttribute("connection_id", Type::String(), Role::kRequired, "Id of the connection."),
          MakeAttribute("provider_name", Type::String(), Role::kOptional,
                        "Who brings the line to the site, where a cloud writes that into the letter. As it was "
                        "ordered if left out."),
          MakeAttribute("content_base64", Type::String(), Role::kComputed,
                        "The document (a PDF), as `content_base64` of a `local_sensitive_file` takes it. "
                        "Null where there is an address."),
          MakeAttribute("media_type", Type::String(), Role::kComputed, "Of the document: `application/pdf`."),
          MakeAttribute("address", Type::String(), Role::kComputed,
                        "Where the document is, for whoever has the address. Null where "
                        "there is a document.")}};
}

}  // namespace

LoaData::LoaData(std::reference_wrapper<const AdapterFactory> factory, Engine& engine)
    : factory_(factory), engine_(engine), schema_(LoaSchema()) {}

Diagnostics LoaData::Validate(const Value& config) {
  Diagnostics diagnostics;
  CheckCloud(factory_, config, diagnostics);
  return diagnostics;
}

terraform::ReadDataResponse LoaData::Read(const terraform::ReadDataRequest& asked) {
  const Value& config = asked.config;
  terraform::ReadDataResponse response{.state = config};
  const StatusOr<std::string> region = RegionOf(engine_, config);
  if (!region.ok()) {
    response.diagnostics.AddStatus("region", "Region is not known", region.status());
    return response;
  }
  const StatusOr<Letter> letter = engine_.LetterOf(
      config.Get("cloud").AsString(), *region, TextField(config, "connection_id"), TextField(config, "provider_name"));
  if (!letter.ok()) {
    response.diagnostics.AddStatus("connection_id", "There is no letter of authorization", letter.status());
    return response;
  }
  response.state.Put("region", Value::String(*region));
  response.state.Put("content_base64", TextOrNull(ToBase64(letter->content)));
  response.state.Put("media_type", TextOrNull(letter->media_type));
  response.state.Put("address", TextOrNull(letter->address));
  return response;
}

}  // namespace ic
