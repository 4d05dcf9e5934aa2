// Letters of authorization: a small PDF that names the port.
#include "simulators/aws/operations/loa.h"

#include <vector>

#include <fmt/format.h>
#include <openssl/evp.h>

#include "base/time_text.h"
#include "simulators/aws/operations/operation.h"

namespace ic::sim::aws {
namespace {

std::string Base64(const std::string& data) {
  std::string text(4 * ((data.size() + 2) / 3) + 1, '\0');
  const int size = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                                   reinterpret_cast<const unsigned char*>(data.data()), static_cast<int>(data.size()));
  text.resize(static_cast<std::size_t>(size));
  return text;
}

// In a PDF string, parentheses and backslashes are escaped; other than printable ASCII does not come.
std::string PdfText(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '(' || c == ')' || c == '\\') out += '\\';
    out += c >= ' ' && c <= '~' ? c : '?';
  }
  return out;
}

StatusOr<Json> DescribeLetter(OperationCall& call, const std::string& id) {
  call.target = id;
  IC_ASSIGN_OR_RETURN(const Port port, OwnPort(call, id));
  if (port.life().Is({"requested", "ordering", "deleting", "deleted", "rejected"}) || port.hosted()) {
    return ClientError(fmt::format("The LOA-CFA of {} is not available in state {}", id, port.life().state));
  }
  std::vector<std::string> lines = {"Letter of Authorization and Connecting Facility Assignment",
                                    "Issued by a simulator: it authorizes nothing.",
                                    "Issued: " + IsoTime(call.now),
                                    "Port: " + port.id(),
                                    "Location: " + port.location(),
                                    "Device: " + port.device(),
                                    "Bandwidth: " + port.bandwidth(),
                                    "Requested by account: " + port.owner()};
  if (const std::string provider = TextOf(call.in, "providerName"); !provider.empty()) {
    lines.push_back("Provider: " + provider);
  }
  if (port.connection != nullptr) port.connection->loa_time = call.now;
  return Json{{"loaContent", Base64(LetterPdf(lines))}, {"loaContentType", "application/pdf"}};
}

StatusOr<Json> WrappedLetter(StatusOr<Json> letter) {
  if (!letter.ok()) return letter;
  return Json{{"loa", *std::move(letter)}};
}

StatusOr<Json> DescribeLoa(OperationCall& call) { return DescribeLetter(call, TextOf(call.in, "connectionId")); }
StatusOr<Json> DescribeConnectionLoa(OperationCall& call) {
  return WrappedLetter(DescribeLetter(call, TextOf(call.in, "connectionId")));
}
StatusOr<Json> DescribeInterconnectLoa(OperationCall& call) {
  return WrappedLetter(DescribeLetter(call, TextOf(call.in, "interconnectId")));
}

}  // namespace

std::span<const Operation> LoaOperations() {
  static constexpr Operation kOperations[] = {{"DescribeLoa", DescribeLoa},
                                              {"DescribeConnectionLoa", DescribeConnectionLoa},
                                              {"DescribeInterconnectLoa", DescribeInterconnectLoa}};
  return kOperations;
}

std::string LetterPdf(const std::vector<std::string>& lines) {
  std::string page = "BT /F1 11 Tf 60 760 Td 16 TL\n";
  for (const std::string& line : lines) page += fmt::format("({}) Tj T*\n", PdfText(line));
  page += "ET\n";
  const std::vector<std::string> objects = {
      "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
      fmt::format("<< /Length {} >>\nstream\n{}endstream", page.size(), page),
      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"};
  std::string pdf = "%PDF-1.4\n";
  std::string table = fmt::format("xref\n0 {}\n0000000000 65535 f \n", objects.size() + 1);
  for (std::size_t i = 0; i < objects.size(); ++i) {
    table += fmt::format("{:010} 00000 n \n", pdf.size());
    pdf += fmt::format("{} 0 obj\n{}\nendobj\n", i + 1, objects[i]);
  }
  const std::size_t start = pdf.size();
  return pdf + table +
         fmt::format("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{}\n%%EOF\n", objects.size() + 1, start);
}

}  // namespace ic::sim::aws
