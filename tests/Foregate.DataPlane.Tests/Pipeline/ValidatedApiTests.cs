// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Tests.Upstream.Backends;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;

namespace Foregate.DataPlane.Tests.Pipeline;

/// <summary>A method with a validator, through the whole gateway.</summary>
public sealed class ValidatedApiTests
{
    private static readonly RestApi s_api = GivenAccount.RestApi("/pets", GivenAccount.Get with
    {
        HttpMethod = "POST",
        RequestValidatorId = "val001",
        RequestParameters = OrdinalMap.Empty<bool>().Add("method.request.querystring.shop", true),
        RequestModels = OrdinalMap.Empty<string>().Add("application/json", "Pets"),
    }).Deployed(static snapshot => snapshot with
    {
        RequestValidators = OrdinalMap.Empty<RequestValidator>().Add("val001", new RequestValidator { Id = "val001", ValidateRequestBody = true, ValidateRequestParameters = true }),
        Models = OrdinalMap.Empty<Model>()
            .Add("Pet", new Model { Id = "mod001", Name = "Pet", ContentType = "application/json", Schema = """{"required":["name"]}""" })
            .Add("Pets", new Model
            {
                Id = "mod002",
                Name = "Pets",
                ContentType = "application/json",
                Schema = """{"type":"array","items":{"$ref":"https://apigateway.amazonaws.com/restapis/rest123456/models/Pet"}}""",
            }),
    });

    [Theory]
    [InlineData("/pets?shop=1", """[{"name":"Tom"}]""", 200, "")]
    [InlineData("/pets", """[{"name":"Tom"}]""", 400, """{"message":"Missing required request parameters: [shop]"}""")]
    [InlineData("/pets?shop=1", """[{"age":3}]""", 400, """{"message":"Invalid request body"}""")]
    [InlineData("/pets?shop=1", "", 400, """{"message":"Invalid request body"}""")]
    [InlineData("/pets?shop=1", "[", 400, """{"message":"Invalid request body"}""")]
    public async Task Requests_are_held_against_parameters_and_models(string path, string body, int status, string answer)
    {
        await using var api = await ServedApi.StartAsync(s_api);
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await api.Client.PostAsync(api.Uri(path), content);
        Assert.Equal((status, answer), ((int)response.StatusCode, await response.Content.ReadAsStringAsync()));
        Assert.Equal(status == 400 ? "BadRequestException" : null, response.Headers.TryGetValues("x-amzn-ErrorType", out var types) ? types.Single() : null);
    }

    [Fact]
    public async Task A_large_body_that_comes_in_pieces_is_validated_whole_and_passed_on()
    {
        var body = "[" + string.Join(',', Enumerable.Repeat("{\"name\":\"Tom\"}", 50_000)) + "]";
        string? passedOn = null;
        await using var backEnd = new ScriptedBackEnd(async connection =>
        {
            passedOn = Encoding.UTF8.GetString((await connection.ReadRequestAsync())!.Body);
            await connection.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            await connection.ReadToEndAsync();
        });
        var method = GivenRestApi.Proxy(backEnd.Port, "/", "POST") with { RequestValidatorId = "val001", RequestModels = OrdinalMap.Empty<string>().Add("application/json", "Pets") };
        var given = s_api.Deployments["dep001"].Snapshot;
        await using var api = await ServedApi.StartAsync(
            GivenAccount.RestApi("/pets", method).Deployed(snapshot => snapshot with { RequestValidators = given.RequestValidators, Models = given.Models }));
        using var request = new HttpRequestMessage(HttpMethod.Post, api.Uri("/pets")) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.TransferEncodingChunked = true;
        using var response = await api.Client.SendAsync(request);
        Assert.Equal("ok", await response.Content.ReadAsStringAsync());
        Assert.EndsWith(body, passedOn, StringComparison.Ordinal);
    }
}
