// SPDX-License-Identifier: Apache-2.0
using System.Text;
using System.Text.Json;
using CsCheck;
using Foregate.ControlPlane.Codecs;
using Foregate.Definitions.ApiGateway;

namespace Foregate.ControlPlane.Tests.Codecs;

public sealed class DefinitionJsonTests
{
    [Fact]
    public void Any_account_is_the_same_after_writing_and_reading() => Gen.Int.Sample(
        seed =>
        {
            var account = new AnyAccount(seed).Next();
            var json = JsonOutput.Bytes(account, DefinitionJson.WriteAccount);
            AnyAccount.Same(account, JsonInput.Whole(json, DefinitionJson.ReadAccount));
        },
        iter: Math.Max(300, Check.Iter / 100));

    [Fact]
    public void What_is_missing_has_its_default()
    {
        var api = JsonInput.Whole("""{"id":"a","name":"n","createdDate":"2026-01-02T03:04:05+00:00","rootResourceId":"r"}"""u8, DefinitionJson.ReadApiGatewayRestApi);
        AnyAccount.Same(new RestApi { Id = "a", Name = "n", CreatedDate = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), RootResourceId = "r" }, api);
        Assert.Equal([EndpointType.Edge], api.EndpointConfiguration.Types);
    }

    [Theory]
    [InlineData("""{"id":"a","path":"/","colour":"red"}""", "Resource has a member 'colour' that this version does not know")]
    [InlineData("""{"path":"/"}""", "Resource has no 'id'")]
    [InlineData("""{"id":null,"path":"/"}""", "a text was expected")]
    [InlineData("""{"id":1,"path":"/"}""", "a text was expected")]
    [InlineData("""[]""", "Resource is not an object")]
    [InlineData("""{"id":"a","path":"/","resourceMethods":{"GET":{"httpMethod":"GET","authorizationType":"MAGIC"}}}""", "'MAGIC' is no AuthorizationType that this version knows")]
    [InlineData("""{"id":"a","path":"/","resourceMethods":{"GET":{"httpMethod":"GET","apiKeyRequired":"yes"}}}""", "true or false was expected")]
    [InlineData("""{"id":"a","path":"/","resourceMethods":[]}""", "a map is not an object")]
    public void What_this_version_does_not_write_is_refused(string json, string why) =>
        Assert.Equal(why, Assert.ThrowsAny<JsonException>(() => JsonInput.Whole(Encoding.UTF8.GetBytes(json), DefinitionJson.ReadApiGatewayResource)).Message);

    [Fact]
    public void Damaged_text_is_refused_and_never_fails_otherwise() => Gen.Select(Gen.Int[0, 1000], Gen.Int[0, 100_000], Gen.Byte).Sample(
        (seed, at, value) =>
        {
            var json = JsonOutput.Bytes(new AnyAccount(seed).Next(), DefinitionJson.WriteAccount);
            json[at % json.Length] = value;
            try
            {
                JsonInput.Whole(json, DefinitionJson.ReadAccount);
            }
            catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
            {
                // What the caller takes for damage.
            }
        },
        iter: Math.Max(300, Check.Iter / 100));

    [Fact]
    public void Every_record_of_an_account_is_reached() =>
        Assert.True(DefinitionCodeGenerator.Records().Length >= 25, "the walk over the records has lost its way");
}
