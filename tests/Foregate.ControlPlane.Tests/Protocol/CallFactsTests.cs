// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Protocol;
using Foregate.ControlPlane.Protocol.Answers;
using Foregate.Standards.SignatureV4;

namespace Foregate.ControlPlane.Tests.Protocol;

public sealed class CallFactsTests
{
    [Theory]
    [InlineData("GET", false)]
    [InlineData("HEAD", false)]
    [InlineData("POST", true)]
    [InlineData("PATCH", true)]
    [InlineData("DELETE", true)]
    [InlineData("ANYTHING", true)]
    public void Whatever_does_not_only_read_may_change_something(string method, bool may) => Assert.Equal(may, new CallFacts(Request(method, ""), "").MayChange);

    [Fact]
    public void An_entry_tells_method_and_path_until_the_operation_is_known_and_never_the_query()
    {
        var facts = new CallFacts(Request("GET", "X-Amz-Signature=secret"), "10.1.2.3");
        var entry = facts.Entry(403, new ProtocolAnswer { StatusCode = 403, Headers = [], Body = "{}"u8.ToArray() });
        Assert.Equal(("GET /restapis", "10.1.2.3", "", "", "", 403), (entry.Operation, entry.Source, entry.Principal, entry.AccountId, entry.Region, entry.Status));

        // Of "{}" and of nothing.
        Assert.Equal("44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a", entry.ResponseDigest);
        Assert.Equal("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", entry.RequestDigest);
    }

    [Fact]
    public void What_had_no_answer_has_no_digest_of_one()
    {
        var entry = new CallFacts(Request("POST", ""), "") { Operation = "CreateApi", Error = "InternalFailure" }.Entry(500, null);
        Assert.Equal(("CreateApi", "InternalFailure", null), (entry.Operation, entry.Error, entry.ResponseDigest));
    }

    private static SignedRequest Request(string method, string query) => new() { Method = method, Path = "/restapis", Query = query, Headers = [] };
}
