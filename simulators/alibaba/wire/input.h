// The parameters of a call: flattened names ("Filter.1.Value.2") read as lists and structures.
#ifndef SIMULATORS_ALIBABA_WIRE_INPUT_H_
#define SIMULATORS_ALIBABA_WIRE_INPUT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "simulators/alibaba/wire/signature.h"

namespace ic::sim::alibaba {

class Input {
 public:
  explicit Input(Parameters values) : values_(std::move(values)) {}

  // True if it was sent, even empty.
  bool Has(const std::string& name) const { return values_.contains(name); }
  // Empty if it was not sent.
  std::string Text(const std::string& name) const;
  // `otherwise` if it was not sent or is no number.
  std::int64_t Number(const std::string& name, std::int64_t otherwise = 0) const;
  // "true" in any case: the vendor's SDK for Python writes True.
  bool Flag(const std::string& name) const;
  // The values of Name.1, Name.2, … in the order of their numbers.
  std::vector<std::string> List(std::string_view name) const;
  // Name.1.*, Name.2.*, … each as an input of its own.
  std::vector<Input> Structures(std::string_view name) const;

  const Parameters& values() const { return values_; }

 private:
  Parameters values_;
};

// All of `text` as a decimal number.
std::optional<std::int64_t> ReadNumber(std::string_view text);

}  // namespace ic::sim::alibaba

#endif  // SIMULATORS_ALIBABA_WIRE_INPUT_H_
