// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.ControlPlane.Publish;
using Foregate.ControlPlane.Store;
using Foregate.DataPlane.Pipeline;
using Foregate.Hosting;
using Foregate.Tests.Running;
using Microsoft.Extensions.Logging.Abstractions;

namespace Foregate.Tests.Hosting;

public sealed class DocumentTests : IDisposable
{
    private readonly Document _document = new(new ForegateOptions { Document = "api.yaml" });
    private static readonly AccountKey s_own = new("000000000000", "us-east-1");
    private readonly Gateway _gateway = new(new(), NullLogger<Gateway>.Instance);
    private readonly Publisher _publisher;

    public DocumentTests() => _publisher = new Publisher(_gateway);

    public void Dispose() => _gateway.Dispose();

    [Fact]
    public void What_is_good_is_served()
    {
        Assert.True(Take(SmallDocuments.Hello("one")));
        Assert.Equal(1, _gateway.SnapshotVersion);
        Assert.Empty(_document.Faults());
        Assert.Equal("Hello", _document.Served!.ApiName);
    }

    [Fact]
    public void What_is_bad_leaves_what_was_served()
    {
        Take(SmallDocuments.Hello("one"));
        var served = _document.Served;
        Assert.False(Take("openapi: 3.0.3\n"));
        Assert.StartsWith("api.yaml:1:1: error FG202: ", _document.Faults().First(), StringComparison.Ordinal);
        Assert.Same(served, _document.Served);
        Assert.Equal(1, _gateway.SnapshotVersion);
    }

    [Fact]
    public void The_same_again_changes_nothing_and_a_mended_one_names_its_routes()
    {
        Take(SmallDocuments.Hello("one"));
        Take(SmallDocuments.Hello("one"));
        Assert.Equal("nothing", _document.Published!.Changes!.ToString());
        Take("bad");
        Assert.True(Take(SmallDocuments.Hello("two", SmallDocuments.Mock("/more", "x"))));
        Assert.Equal("+ GET /more, ~ GET /hello", _document.Published!.Changes!.ToString());
    }

    [Fact]
    public void A_title_that_changes_is_another_api_in_place_of_the_old_one()
    {
        Take(SmallDocuments.Hello("one"));
        Assert.True(Take(SmallDocuments.Hello("one").Replace("title: Hello", "title: Other", StringComparison.Ordinal)));
        Assert.Equal("Other", Assert.Single(_publisher.Find(s_own)!.RestApis.Values).Name);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void How_many_of_a_kind_there_may_be_is_a_wall_only_as_on_AWS(bool strict)
    {
        var document = new Document(new ForegateOptions { Document = "api.yaml", StrictAws = strict });
        document.Import(Encoding.UTF8.GetBytes(SmallDocuments.Hello("one", string.Concat(Enumerable.Range(0, 400).Select(n => SmallDocuments.Mock($"/p{n}", "x") + "\n")))));
        Assert.Equal(!strict, document.Publish(_publisher));
        if (strict)
        {
            // The root and /hello are two of the 300.
            Assert.Matches(@"^api\.yaml:\d+:3: error FG202: Maximum number of Resources .*: 300\. Have fewer of them, or serve without --strict-aws\. \[#/paths/~1p298\]$", document.Faults().First());
        }
    }

    private bool Take(string text)
    {
        _document.Import(Encoding.UTF8.GetBytes(text), _publisher.Find(s_own));
        return _document.Publish(_publisher);
    }
}
