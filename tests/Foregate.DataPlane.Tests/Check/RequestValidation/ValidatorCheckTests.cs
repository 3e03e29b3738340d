// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Check.RequestValidation;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Tests.Pipeline;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire;
using Foregate.DataPlane.Wire.Bodies;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;

namespace Foregate.DataPlane.Tests.Check.RequestValidation;

public sealed class ValidatorCheckTests
{
    private const string Models = "https://apigateway.amazonaws.com/restapis/api1234567/models/";

    private static readonly Resource s_resource = new() { Id = "res001", Path = "/pets/{petId}" };

    private static readonly ApiSnapshot s_snapshot = new()
    {
        RequestValidators = OrdinalMap.Empty<RequestValidator>()
            .Add("all", new RequestValidator { Id = "all", Name = "everything", ValidateRequestBody = true, ValidateRequestParameters = true })
            .Add("body", new RequestValidator { Id = "body", ValidateRequestBody = true })
            .Add("none", new RequestValidator { Id = "none" }),
        Models = OrdinalMap.Empty<Model>()
            .Add("Pet", Model("Pet", """{"type":"object","required":["name"],"properties":{"name":{"type":"string","minLength":3},"mother":{"$ref":"MODELSPet"}}}"""))
            .Add("Pets", Model("Pets", """{"type":"array","items":{"$ref":"MODELSPet"}}"""))
            .Add("Sheet", Model("Sheet", "<xs:schema/>") with { ContentType = "application/xml" }),
    };

    private static readonly Method s_method = GivenAccount.Get with
    {
        RequestValidatorId = "all",
        RequestParameters = OrdinalMap.Empty<bool>()
            .Add("method.request.querystring.qs1", true)
            .Add("method.request.path.issuer", true)
            .Add("method.request.path.petId", true)
            .Add("method.request.header.x-header-param", true)
            .Add("method.request.header.optional", false),
        RequestModels = OrdinalMap.Empty<string>().Add("application/json", "Pet"),
    };

    [Fact]
    public void Is_not_there_without_a_validator_or_anything_to_look_at()
    {
        Assert.Null(For(s_method with { RequestValidatorId = null }));
        Assert.Null(For(s_method with { RequestValidatorId = "none" }));
        Assert.Null(For(GivenAccount.Get with { RequestValidatorId = "all" }));
        Assert.Null(For(GivenAccount.Get with { RequestValidatorId = "all", RequestModels = Of("application/xml", "Sheet") }));
    }

    /// <summary>The order is recorded: by the full key.</summary>
    [Theory]
    [InlineData("/pets/1", "other: 1", "[x-header-param, issuer, qs1]")]
    [InlineData("/pets/1?qs1=", "x-header-param:", "[issuer]")]
    [InlineData("/pets/1?qs1", "X-Header-Param: 1", "[x-header-param, issuer]")]
    [InlineData("/pets/1?QS1=1", "x-header-param: 1", "[issuer, qs1]")]
    [InlineData("/pets/1?q%731=1", "x-header-param: 1", "[issuer]")]
    public void Says_which_required_parameters_were_not_sent(string target, string header, string missing)
    {
        var rejection = Ask(s_method, GivenRequest.Of("GET", target, header))!;
        Assert.Equal(
            (400, "Missing required request parameters: " + missing, "BadRequestException", RejectionReason.BadRequestParameters),
            (rejection.Status, rejection.Message, rejection.ErrorType, rejection.Reason));
        Assert.Equal("/apis/api1234567/stages/prod", rejection.Place);
        Assert.Contains("everything", rejection.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"name\":\"Tom\"}", null)]
    [InlineData("{\"name\":\"Tom\",\"mother\":{\"name\":\"Ann\"}}", null)]
    [InlineData("{}", """[object has missing required properties (["name"])]""")]
    [InlineData("", """[object has missing required properties (["name"])]""")]
    [InlineData("{\"name\":\"Tom\",\"mother\":{\"name\":\"An\"}}", """[string "An" is too short (length: 2, required minimum: 3)]""")]
    [InlineData("[]", """[instance type (array) does not match any allowed primitive type (allowed: ["object"])]""")]
    [InlineData("name", "[invalid json]")]
    public void Holds_bodies_against_the_model(string body, string? faults)
    {
        var exchange = WithBody(body);
        var rejection = Ask(s_method with { RequestValidatorId = "body" }, exchange);
        Assert.Equal(faults, exchange.ValidationErrors);
        Assert.Equal(faults is null, rejection is null);
        if (rejection is not null)
        {
            Assert.Equal((400, "Invalid request body", "BadRequestException", RejectionReason.BadRequestBody), (rejection.Status, rejection.Message, rejection.ErrorType, rejection.Reason));
        }

        Assert.DoesNotContain("\"An\"", rejection?.Detail ?? "", StringComparison.Ordinal);
        Assert.Contains("the model Pet", rejection?.Detail ?? "the model Pet", StringComparison.Ordinal);
        Assert.True(ContextVariables.TryFind("error.validationErrorString", ApiKind.Rest, ContextUse.GatewayResponse, TimeProvider.System, out var writer));
        var text = new ByteWriter();
        Assert.Equal(faults is not null, writer(exchange, text));
        Assert.Equal(faults ?? "", Encoding.UTF8.GetString(text.Written));
    }

    [Theory]
    [InlineData("application/json", "[]", false)]
    [InlineData("Application/JSON; charset=utf-8", "[]", false)]
    [InlineData("", "[]", false)]
    [InlineData("text/plain", "{}", false)]
    [InlineData("text/plain", "[{\"name\":\"Tom\"}]", true)]
    [InlineData("application/xml", "<a/>", true)]
    public void Chooses_the_model_by_media_type_and_then_the_default(string contentType, string body, bool isGood)
    {
        var method = s_method with { RequestValidatorId = "body", RequestModels = Of("application/json", "Pet").Add("$default", "Pets").Add("application/xml", "Sheet") };
        var exchange = contentType.Length == 0 ? GivenRequest.Of("POST", "/pets/1") : GivenRequest.Of("POST", "/pets/1", "Content-Type: " + contentType);
        exchange.RequestBody = new BytesBody(Encoding.UTF8.GetBytes(body));
        Assert.Equal(isGood, Ask(method, exchange) is null);
    }

    [Fact]
    public void A_type_without_a_model_is_not_validated_and_not_read()
    {
        var exchange = GivenRequest.Of("POST", "/pets/1", "Content-Type: text/plain");
        exchange.RequestBody = new BytesBody("x"u8.ToArray());
        Assert.Null(Ask(s_method with { RequestValidatorId = "body" }, exchange));
        Assert.False(exchange.RequestBody.IsEnded);
    }

    [Fact]
    public async Task The_body_can_be_read_again()
    {
        var exchange = WithBody("{\"name\":\"Tom\"}");
        Assert.Null(Ask(s_method with { RequestValidatorId = "body" }, exchange));
        var chunk = await exchange.Body.ReadAsync();
        Assert.Equal((BodyStatus.Data, "{\"name\":\"Tom\"}"), (chunk.Status, Encoding.UTF8.GetString(chunk.Bytes.Span)));
    }

    [Fact]
    public void Every_API_has_the_models_Empty_and_Error()
    {
        var method = s_method with { RequestValidatorId = "body", RequestModels = Of("application/json", "Empty").Add("text/error", "Error") };
        Assert.Null(Ask(method, WithBody("{\"anything\":1}")));
        Assert.NotNull(Ask(method, WithBody("[]")));
    }

    [Theory]
    [InlineData("gone", "Pet", "request validator gone")]
    [InlineData("body", "Gone", "model Gone")]
    [InlineData("body", "Bad", "Invalid model schema specified: the reference ")]
    public void What_cannot_be_compiled_is_a_fault_where_it_is_said(string validator, string model, string expected)
    {
        List<CompilationFault> faults = [];
        var snapshot = s_snapshot with { Models = s_snapshot.Models.Add("Bad", Model("Bad", """{"$ref":"MODELSGone"}""")) };
        var method = s_method with { RequestValidatorId = validator, RequestModels = Of("application/json", model) };
        ValidatorCheck.For(snapshot, s_resource, method, GivenRequest.Compilation(ApiKind.Rest, faults));
        Assert.Contains(expected, Assert.Single(faults).Message, StringComparison.Ordinal);
    }

    private static Exchange WithBody(string body)
    {
        var exchange = GivenRequest.Of("POST", "/pets/1", "Content-Type: application/json");
        exchange.RequestBody = new BytesBody(Encoding.UTF8.GetBytes(body));
        return exchange;
    }

    private static System.Collections.Immutable.ImmutableSortedDictionary<string, string> Of(string mediaType, string model) => OrdinalMap.Empty<string>().Add(mediaType, model);

    private static Model Model(string name, string schema) => new() { Id = name, Name = name, ContentType = "application/json", Schema = schema.Replace("MODELS", Models, StringComparison.Ordinal) };

    private static ValidatorCheck? For(Method method) => ValidatorCheck.For(s_snapshot, s_resource, method, GivenRequest.Compilation(ApiKind.Rest));

    private static Rejection? Ask(Method method, Exchange exchange) => GivenRequest.Run(For(method)!, exchange).Rejection;
}
