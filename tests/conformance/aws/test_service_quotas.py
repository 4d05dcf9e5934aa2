"""The part of Service Quotas that the simulator serves, by the vendor's own client and model."""

import pytest
from aws_client import connect


@pytest.fixture
def quotas(sim):
    return connect(sim, "service-quotas")


def refused(call, **members):
    errors = pytest.importorskip("botocore.exceptions")
    with pytest.raises(errors.ClientError) as failure:
        call(**members)
    return failure.value.response["Error"]["Code"]


def test_they_are_told_with_what_the_account_may_have(sim, quotas):
    sim.edit("quotas", connections_per_location=12)
    listed = quotas.list_service_quotas(ServiceCode="directconnect")
    assert "NextToken" not in listed
    told = {quota["QuotaName"]: quota for quota in listed["Quotas"]}
    assert told["Dedicated connections per location"]["Value"] == 12.0
    assert told["Virtual interfaces per Direct Connect gateway"]["Value"] == 30.0
    one = told["Dedicated connections per location"]
    assert one["QuotaArn"] == f"arn:aws:servicequotas:us-east-1:123456789012:directconnect/{one['QuotaCode']}"
    assert quotas.get_service_quota(ServiceCode="directconnect", QuotaCode=one["QuotaCode"])["Quota"] == one
    assert sim.calls("aws") == {"servicequotas:ListServiceQuotas": 1, "servicequotas:GetServiceQuota": 1}


def test_pages_are_complete_and_disjoint(quotas):
    whole = [quota["QuotaName"] for quota in quotas.list_service_quotas(ServiceCode="directconnect")["Quotas"]]
    pages = quotas.get_paginator("list_service_quotas").paginate(ServiceCode="directconnect", PaginationConfig={"PageSize": 3})
    assert [quota["QuotaName"] for page in pages for quota in page["Quotas"]] == whole


def test_what_the_model_does_not_have_is_refused(sim, quotas):
    lists = quotas.list_service_quotas
    assert refused(lists, ServiceCode="ec2") == "NoSuchResourceException"
    assert refused(lists) == "IllegalArgumentException"
    assert refused(lists, ServiceCode="directconnect", MaxResults=101) == "IllegalArgumentException"
    assert refused(lists, ServiceCode="directconnect", NextToken="x") == "InvalidPaginationTokenException"
    assert refused(quotas.get_service_quota, ServiceCode="directconnect", QuotaCode="L-0") == "NoSuchResourceException"
    assert refused(quotas.list_services) == "UnknownOperationException"


def test_signatures_are_of_that_service(sim, quotas):
    wrong = connect(sim, "service-quotas", secret="another")
    assert refused(wrong.list_service_quotas, ServiceCode="directconnect") == "InvalidSignatureException"
