// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using System.Text;
using Foregate.DataPlane.Tests.Pipeline;
using Foregate.DataPlane.Verdicts;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;

namespace Foregate.DataPlane.Tests;

/// <summary>docs/reference/context-variables.md, and AWS's own table (aws-apigateway §7.4).</summary>
public sealed class ContextVariablesPageTests
{
    private static readonly string[] Families = ["authorizer.*", "requestOverride.*", "responseOverride.*"];

    // Mappings and templates, gateway responses, access logs of REST APIs, access logs of HTTP APIs.
    private static readonly (string Uses, string Names)[] AsOnAws =
    [
        ("MGLH", "accountId apiId authorizer.principalId authorizer.tenant authorizer.claims.sub awsEndpointRequestId domainName domainPrefix extendedRequestId requestId httpMethod path "
            + "protocol identity.accountId identity.caller identity.user identity.userArn identity.userAgent identity.sourceIp identity.principalOrgId "
            + "identity.cognitoAuthenticationProvider identity.cognitoAuthenticationType identity.cognitoIdentityId identity.clientCert.clientCertPem identity.clientCert.subjectDN "
            + "identity.clientCert.issuerDN identity.clientCert.serialNumber identity.clientCert.validity.notBefore identity.clientCert.validity.notAfter requestTime requestTimeEpoch stage"),
        ("MGL", "deploymentId identity.cognitoIdentityPoolId identity.apiKey identity.apiKeyId identity.vpcId identity.vpceId isCanaryRequest requestOverride.header.X "
            + "requestOverride.path.x requestOverride.querystring.x responseOverride.header.X responseOverride.status resourceId resourcePath wafResponseCode webaclArn"),
        ("GLH", "error.message error.messageString error.responseType"),
        ("GL", "error.validationErrorString"),
        ("LH", "customDomain.basePathMatched authorizer.error integration.error integration.integrationStatus integration.latency integration.requestId integration.status integrationErrorMessage "
            + "integrationLatency integrationStatus responseLatency responseLength status"),
        ("L", "authorizer.latency authorizer.status authorizer.requestId authorizer.integrationLatency authorizer.integrationStatus authorize.error authorize.latency authorize.status "
            + "authenticate.error authenticate.latency authenticate.status cipherSuite tlsVersion endpointType customDomain.routingRuleIdMatched integration.responseTransferMode "
            + "integration.timeToAllHeaders integration.timeToFirstContent waf.error waf.latency waf.status xrayTraceId"),
        ("H", "awsEndpointRequestId2 dataProcessed routeKey"),
    ];

    public static TheoryData<string, string> Facts
    {
        get
        {
            var facts = new TheoryData<string, string>();
            foreach (var (uses, names) in AsOnAws)
            {
                foreach (var name in names.Split(' '))
                {
                    facts.Add(name, uses);
                }
            }

            return facts;
        }
    }

    private static string EveryVariable => string.Join(' ', AsOnAws.Where(static row => row.Uses.Contains('L')).SelectMany(static row => row.Names.Split(' ')).Select(static name => "$context." + name));

    [Theory]
    [MemberData(nameof(Facts))]
    public void A_variable_is_where_AWS_has_it(string name, string uses)
    {
        Assert.True(!uses.Contains('M') || Exists(name, ApiKind.Rest, ContextUse.Mapping));
        Assert.True(!uses.Contains('G') || Exists(name, ApiKind.Rest, ContextUse.GatewayResponse));
        Assert.True(!uses.Contains('L') || Exists(name, ApiKind.Rest, ContextUse.AccessLog));
        Assert.True(!uses.Contains('H') || Exists(name, ApiKind.Http, ContextUse.AccessLog));
        if (!name.StartsWith("authorizer.", StringComparison.Ordinal))
        {
            // What an authorizer may say is not known here, so that all its names exist where one does.
            Assert.Equal(uses.Contains('M'), Exists(name, ApiKind.Rest, ContextUse.Mapping));
            Assert.Equal(uses.Contains('L'), Exists(name, ApiKind.Rest, ContextUse.AccessLog));
            Assert.Equal(uses.Contains('H'), Exists(name, ApiKind.Http, ContextUse.AccessLog));
        }
    }

    [Fact]
    public void No_variable_is_there_that_AWS_does_not_have() => Assert.Empty(ContextVariables.Names.Except(AsOnAws.SelectMany(static row => row.Names.Split(' '))));

    /// <summary>The table is written from the code: with FOREGATE_WRITE_DOCS set it is written anew.</summary>
    [Fact]
    public void The_page_is_as_the_code()
    {
        var path = Path.Combine(Path.GetDirectoryName(Here())!, "../../docs/reference/context-variables.md");
        var page = File.ReadAllText(path);
        var written = page[..page.IndexOf("| Variable |", StringComparison.Ordinal)] + Rows();
        if (Environment.GetEnvironmentVariable("FOREGATE_WRITE_DOCS") is not null)
        {
            File.WriteAllText(path, written);
        }

        Assert.True(File.ReadAllText(path) == written, "docs/reference/context-variables.md is out of date: run this test with FOREGATE_WRITE_DOCS=1");
    }

    [Fact]
    public async Task What_is_unset_prints_a_dash_in_logs_and_nothing_in_templates()
    {
        var names = ContextVariables.Names.Where(static name => IsUnset(name) && Exists(name, ApiKind.Rest, ContextUse.Mapping)).Append("authorizer.claims.sub").Append("authorizer.principalId").ToList();
        var template = "{\"statusCode\": 200}#set($context.responseOverride.header.X-Said = \"[" + string.Concat(names.Select(static name => "$context." + name)) + "]\")";
        var method = GivenAccount.Get with { MethodIntegration = GivenAccount.Mock with { RequestTemplates = OrdinalMap.Empty<string>().Add("application/json", template) } };
        using var log = new MemoryStream();
        var logged = ContextVariables.Names.Where(static name => IsUnset(name) && Exists(name, ApiKind.Rest, ContextUse.AccessLog)).Append("authorizer.claims.sub").ToList();
        await using (var served = await ServedApi.StartAsync(
            GivenAccount.RestApi("/pets/{petId}", method).Staged(stage => stage with
            {
                AccessLogSettings = new AccessLogSettings { Format = "$context.requestId " + string.Join(' ', logged.Select(static name => "$context." + name)) },
            }),
            new GatewayOptions { AccessLog = log }))
        {
            using var response = await served.SendAsync("GET", "/pets/7");
            Assert.Equal(200, (int)response.StatusCode);
            Assert.Equal("[]", Assert.Single(response.Headers.GetValues("X-Said")));
        }

        Assert.Equal(string.Concat(Enumerable.Repeat(" -", logged.Count)), Encoding.UTF8.GetString(log.ToArray()).TrimEnd('\n')[36..]);
    }

    [Fact]
    public async Task An_API_may_name_every_variable_everywhere()
    {
        var mapped = AsOnAws.Where(static row => row.Uses.Contains('M')).SelectMany(static row => row.Names.Split(' ')).ToList();
        var method = GivenAccount.Get with
        {
            MethodIntegration = GivenAccount.Mock with
            {
                RequestTemplates = OrdinalMap.Empty<string>().Add("application/json", "{\"statusCode\": 200, \"all\": \"" + string.Join(' ', mapped.Select(static name => "$context." + name)) + "\"}"),
                RequestParameters = mapped.Aggregate(OrdinalMap.Empty<string>(), static (map, name) => map.Add("integration.request.header.X-" + name.Replace('.', '-'), "context." + name)),
            },
        };
        var api = GivenAccount.RestApi("/pets/{petId}", method).Refusing("DEFAULT_4XX", new GatewayResponse
        {
            ResponseTemplates = OrdinalMap.Empty<string>().Add("application/json", "{\"all\": \"" + EveryGatewayVariable + "\"}"),
            ResponseParameters = OrdinalMap.Empty<string>().Add("gatewayresponse.header.X-Sub", "context.authorizer.claims.sub"),
        });
        await using var served = await ServedApi.StartAsync(api.Staged(static stage => stage with { AccessLogSettings = new AccessLogSettings { Format = EveryVariable } }), new GatewayOptions { AccessLog = Stream.Null });
        using var answered = await served.SendAsync("GET", "/pets/7");
        Assert.Equal(200, (int)answered.StatusCode);
        using var refused = await served.SendAsync("GET", "/nowhere");
        Assert.Equal(403, (int)refused.StatusCode);
        Assert.False(refused.Headers.Contains("X-Sub"));
    }

    private static string EveryGatewayVariable =>
        string.Join(' ', AsOnAws.Where(static row => row.Uses.Contains('G')).SelectMany(static row => row.Names.Split(' ')).Select(static name => "$context." + name));

    private static string Rows()
    {
        var text = new StringBuilder("| Variable | M | G | L | HM | H | |\n|---|---|---|---|---|---|---|\n");
        foreach (var name in ContextVariables.Names.Order(StringComparer.Ordinal).Concat(Families))
        {
            var probe = name.Replace("*", "x", StringComparison.Ordinal);
            text.Append("| `").Append(name).Append("` |");
            foreach (var (kind, use) in ((ApiKind, ContextUse)[])[
                (ApiKind.Rest, ContextUse.Mapping), (ApiKind.Rest, ContextUse.GatewayResponse), (ApiKind.Rest, ContextUse.AccessLog), (ApiKind.Http, ContextUse.Mapping), (ApiKind.Http, ContextUse.AccessLog)])
            {
                text.Append(Exists(probe, kind, use) ? " x |" : "  |");
            }

            text.Append(IsUnset(probe) ? " unset |\n" : "  |\n");
        }

        return text.ToString();
    }

    private static bool Exists(string name, ApiKind kind, ContextUse use) => ContextVariables.TryFind(name, kind, use, TimeProvider.System, out _);

    // A name that does not exist has the writer of what has no value.
    private static bool IsUnset(string name)
    {
        ContextVariables.TryFind("nonsense", ApiKind.Rest, ContextUse.AccessLog, TimeProvider.System, out var nothing);
        ContextVariables.TryFind(name, ApiKind.Rest, ContextUse.AccessLog, TimeProvider.System, out var writer);
        return ReferenceEquals(nothing, writer);
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
