#include "reconcile/run/import/references.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reconcile/testing/fake_cloud.h"

namespace ic::run {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

Identity Port(const std::string& id) { return {"sky", "north", Kind::kConnection, id}; }

DesiredObject Link(const std::string& port) {
  DesiredObject object;
  object.address = {Kind::kVirtualInterface, "vif"};
  object.config = Value::Object(
      {{"cloud", Value::String("sky")}, {"connection_id", Value::String(port)}, {"name", Value::String("vif")}});
  return object;
}

class ReferencesTest : public ::testing::Test {
 protected:
  DesiredObject Taken(const std::string& port) {
    DesiredObject object = Link(port);
    referables.TakeReferences(field_index, object);
    return object;
  }

  reconcile::FakeWorld world;
  reconcile::FakeFactory factory{world};
  FieldIndex field_index{factory};
  Referables referables;
};

TEST_F(ReferencesTest, AnIdThatNothingHasStaysAnId) {
  referables.Add(Port("port-1"), {Kind::kConnection, "a"});
  const DesiredObject object = Taken("port-2");
  EXPECT_THAT(object.references, IsEmpty());
  EXPECT_EQ(object.config.Get("connection_id"), Value::String("port-2"));
}

TEST_F(ReferencesTest, AnIdOfAnObjectBecomesAReferenceToTheFirstThatHasIt) {
  referables.Add(Port("port-1"), {Kind::kConnection, "a"});
  referables.Add(Port("port-1"), {Kind::kConnection, "b"});
  const DesiredObject object = Taken("port-1");
  ASSERT_THAT(object.references, SizeIs(1));
  EXPECT_EQ(object.references[0].field, "connection_id");
  EXPECT_EQ(object.references[0].target, (Address{Kind::kConnection, "a"}));
  EXPECT_TRUE(object.config.Get("connection_id").is_null());
  EXPECT_EQ(object.config.Get("name"), Value::String("vif"));
}

TEST_F(ReferencesTest, AnIdOfAnotherCloudIsAnother) {
  referables.Add({"rock", "north", Kind::kConnection, "port-1"}, {Kind::kConnection, "a"});
  EXPECT_THAT(Taken("port-1").references, IsEmpty());
}

TEST_F(ReferencesTest, WhatTheConfigurationHasCanBeReferredTo) {
  DesiredSet desired;
  desired.objects.resize(2);
  desired.objects[0].address = {Kind::kConnection, "adopted"};
  desired.objects[0].config = Value::Object({{"cloud", Value::String("sky")}, {"adopt", Value::String("port-1")}});
  desired.objects[1].address = {Kind::kConnection, "known"};
  desired.objects[1].config = Value::Object({{"cloud", Value::String("sky")}});
  KnownObjects known;
  Known& one = known[{Kind::kConnection, "known"}];
  one.object.cloud = "sky";
  one.object.id = "port-2";
  Known& unwanted = known[{Kind::kConnection, "no longer wanted"}];
  unwanted.object.cloud = "sky";
  unwanted.object.id = "port-3";
  referables.AddConfigured(desired, known);
  EXPECT_THAT(Taken("port-1").references, SizeIs(1));
  EXPECT_THAT(Taken("port-2").references, SizeIs(1));
  EXPECT_THAT(Taken("port-3").references, IsEmpty());
}

}  // namespace
}  // namespace ic::run
