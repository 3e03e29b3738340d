// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Tests.Wire;

public sealed class HttpVerbsTests
{
    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

    [Fact]
    public void Every_method_of_any_is_found_and_written_back()
    {
        foreach (var method in Methods)
        {
            var verb = HttpVerbs.Find(Encoding.ASCII.GetBytes(method));
            Assert.Equal(method, verb.ToString().ToUpperInvariant());
            Assert.Equal(method, Encoding.ASCII.GetString(HttpVerbs.Bytes(verb)));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("get")]
    [InlineData("Get")]
    [InlineData("GETS")]
    [InlineData("GE")]
    [InlineData("PUY")]
    [InlineData("TRACE")]
    [InlineData("CONNECT")]
    [InlineData("OPTIONX")]
    public void All_else_is_other(string method) => Assert.Equal(HttpVerb.Other, HttpVerbs.Find(Encoding.ASCII.GetBytes(method)));

    [Fact]
    public void Other_has_no_bytes() => Assert.True(HttpVerbs.Bytes(HttpVerb.Other).IsEmpty);

    [Fact]
    public void Tables_by_verb_have_room_for_all() => Assert.Equal(HttpVerbs.Count, Enum.GetValues<HttpVerb>().Length);

    [Fact]
    public void What_may_be_sent_twice_is_what_the_rfc_says()
    {
        HttpVerb[] idempotent = [HttpVerb.Get, HttpVerb.Head, HttpVerb.Put, HttpVerb.Delete, HttpVerb.Options];
        Assert.Equal(idempotent, Enum.GetValues<HttpVerb>().Where(HttpVerbs.IsIdempotent).OrderBy(verb => Array.IndexOf(idempotent, verb)));
    }
}
