// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.ControlPlane.CloudFormation;
using Foregate.ControlPlane.OpenApi;
using Foregate.ControlPlane.Tests.OpenApi;
using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;

namespace Foregate.ControlPlane.Tests.CloudFormation;

public sealed class DocumentMarksTests
{
    private static readonly RestApi s_made = new() { Id = "made", Name = "made", CreatedDate = default, RootResourceId = "r" };

    [Fact]
    public void An_account_without_a_document_has_nothing_to_replace() => Assert.Null(DocumentMarks.Previous(Imports.Empty));

    [Theory]
    [InlineData("petstore-rest.yaml")]
    [InlineData("http-api.yaml")]
    public void A_document_that_is_read_again_replaces_what_it_made_and_leaves_the_rest(string file)
    {
        var first = Read(Imports.Golden(file), Imports.Empty);
        var called = first with { RestApis = first.RestApis.Add("made", s_made) };
        var again = Read(Imports.Golden(file), called);
        Assert.Equal(called.RestApis.Keys, again.RestApis.Keys);
        Assert.Equal(called.Apis.Keys, again.Apis.Keys);
        Assert.Equal(called.UsagePlans.Keys, again.UsagePlans.Keys);
        Assert.Equal(called.ApiKeys.Select(key => (key.Key, key.Value.Value)), again.ApiKeys.Select(key => (key.Key, key.Value.Value)));
        Assert.Same(s_made, again.RestApis["made"]);
        Assert.DoesNotContain("made", again.Document!.RestApis);
    }

    [Fact]
    public void Another_document_takes_its_place()
    {
        var first = Read(Imports.Golden("petstore-rest.yaml"), Imports.Empty);
        var other = Read(Imports.Golden("http-api.yaml"), first with { RestApis = first.RestApis.Add("made", s_made) });
        Assert.Equal(["made"], other.RestApis.Keys);
        Assert.Single(other.Apis);
        Assert.Empty(other.UsagePlans);
        Assert.Empty(other.ApiKeys);
        Assert.Equal(other.Apis.Keys, other.Document!.Apis);
    }

    [Fact]
    public void An_API_that_another_account_has_already_is_made_with_another_id()
    {
        var alone = Read(Imports.Golden("petstore-rest.yaml"), Imports.Empty).RestApis.Keys.Single();
        Assert.NotEqual(alone, Read(Imports.Golden("petstore-rest.yaml"), Imports.Empty, id => id == alone).RestApis.Keys.Single());
    }

    private static Account Read(string text, Account account, Func<string, bool>? isTaken = null) => TemplateDocument.Import(
        Encoding.UTF8.GetBytes(text), "api.yaml", new ImportOptions { Previous = DocumentMarks.Previous(account), IsTakenElsewhere = isTaken ?? (static _ => false) }, account, TimeProvider.System).Account!;
}
