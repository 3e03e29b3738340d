// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Tests.Pipeline;
using Foregate.DataPlane.Tests.Pipeline.Mapped;
using Foregate.DataPlane.Tests.Upstream.Backends;
using Foregate.Definitions.ApiGateway;
using Foregate.Standards.SignatureV4;
using static Foregate.DataPlane.Tests.Pipeline.Mapped.MappedApi;

namespace Foregate.DataPlane.Tests.Dispatch.Integrations;

/// <summary>Integrations of type AWS with other services through the whole gateway; the services verify what was signed.</summary>
public sealed class AwsIntegrationTests
{
    private const string Role = "arn:aws:iam::123456789012:role/api";

    private static readonly AwsCredentials s_role = new("AKROLE", "secret of the role", "a token");
    private static readonly AwsCredentials s_own = new("AKOWN", "secret of our own");

    [Fact]
    public async Task A_path_of_a_service_is_called_with_the_keys_of_the_role()
    {
        await using var service = new Service("sqs", "<SendMessageResponse/>");
        await using var api = await StartAsync(service, "SQS", new Integration
        {
            Type = IntegrationType.Aws,
            HttpMethod = "POST",
            Uri = "arn:aws:apigateway:eu-west-1:sqs:path/123456789012/queue%20{name}?x=1",
            Credentials = Role,
            RequestParameters = Map(
                ("integration.request.path.name", "method.request.path.petId"), ("integration.request.header.Content-Type", "'application/x-www-form-urlencoded'"),
                ("integration.request.querystring.who", "method.request.querystring.w")),
            RequestTemplates = Map(("application/json", "Action=SendMessage&MessageBody=ping")),
            IntegrationResponses = Responses(Response() with { ResponseParameters = Map(("method.response.header.X-Id", "integration.response.header.x-amzn-RequestId")) }),
        }, "200 X-Id");
        var answer = await api.SendAsync("POST", "/pets/a~b?w=me%20too", "{}"u8.ToArray(), "application/json");
        Assert.Equal((200, "<SendMessageResponse/>"), (answer.Status, Encoding.UTF8.GetString(answer.Body)));
        Assert.Equal("rid", answer.Headers.GetValues("X-Id").Single());
        Assert.Equal("POST /123456789012/queue%20a~b?x=1&who=me%20too", service.Line);
        Assert.Equal("Action=SendMessage&MessageBody=ping", service.Body);
        Assert.Equal(("AKROLE", "eu-west-1", ""), service.Signed);
        Assert.Equal("application/x-www-form-urlencoded", service.Header("Content-Type"));
    }

    [Theory]
    [InlineData(null, null, "DynamoDB_20120810.GetItem")]
    [InlineData("arn:aws:iam::*:user/*", null, "DynamoDB_20120810.GetItem")]
    [InlineData(null, "'DynamoDB_20200101.GetItem'", "DynamoDB_20200101.GetItem")]
    [InlineData(null, "method.request.header.none", "DynamoDB_20120810.GetItem")]
    public async Task An_action_is_told_as_its_service_wants_it_with_the_gateways_own_keys(string? credentials, string? mapped, string target)
    {
        await using var service = new Service("dynamodb", "{}");
        await using var api = await StartAsync(service, "DYNAMODB", new Integration
        {
            Type = IntegrationType.Aws,
            HttpMethod = "POST",
            Uri = "arn:aws:apigateway:us-east-1:dynamodb:action/GetItem&Version=1",
            Credentials = credentials,
            RequestParameters = mapped is null ? Map() : Map(("integration.request.header.x-amz-target", mapped)),
            IntegrationResponses = Responses(Response()),
        });
        Assert.Equal(200, (await api.SendAsync("POST", "/pets/1", "{\"Key\":{}}"u8.ToArray(), "application/json")).Status);
        Assert.Equal("POST /?Version=1", service.Line);
        Assert.Equal(("AKOWN", "us-east-1", ""), service.Signed);
        Assert.Equal(target, service.Header("X-Amz-Target"));
        Assert.Equal(200, (await api.SendAsync("POST", "/pets/1")).Status);
        Assert.Equal("POST /?Action=GetItem&Version=1", service.Line);
    }

    [Theory]
    [InlineData("dynamodb", "DYNAMODB", "action/GetItem&Version=1", "DynamoDB_20120810.GetItem")]
    [InlineData("states", "SFN", "action/StartExecution", "AWSStepFunctions.StartExecution")]
    [InlineData("events", "EVENTBRIDGE", "action/PutEvents", "AWSEvents.PutEvents")]
    [InlineData("dynamodb", "DYNAMODB", "path/?Action=GetItem", null)]
    public async Task An_action_of_a_service_that_speaks_JSON_is_told_in_its_header(string name, string variable, string rest, string? target)
    {
        await using var service = new Service(name, "{}");
        var integration = new Integration
        {
            Type = IntegrationType.Aws, HttpMethod = "POST", Uri = $"arn:aws:apigateway:us-east-1:{name}:{rest}", IntegrationResponses = Responses(Response()),
        };
        await using var api = await StartAsync(service, variable, integration);
        Assert.Equal(200, (await api.SendAsync("POST", "/pets/1", "{}"u8.ToArray(), "application/json")).Status);
        Assert.Equal(target, service.Header("X-Amz-Target"));
        Assert.Equal("AKOWN", service.Signed.Item1);
    }

    [Theory]
    [InlineData("s3:path/bucket/{key}", "/bucket/a%20b%2Fc")]
    [InlineData("bucket.s3:path/{key}", "/a%20b%2Fc")]
    public async Task Objects_are_signed_as_S3_does(string rest, string path)
    {
        await using var service = new Service("s3", "bytes");
        await using var api = await StartAsync(service, "S3", new Integration
        {
            Type = IntegrationType.Aws,
            HttpMethod = "ANY",
            Uri = "arn:aws:apigateway:us-east-1:" + rest,
            Credentials = Role,
            RequestParameters = Map(("integration.request.path.key", "method.request.path.petId")),
            IntegrationResponses = Responses(Response()),
        });
        foreach (var verb in new[] { "GET", "PUT" })
        {
            var answer = await api.SendAsync(verb, "/pets/a%20b%2Fc", verb == "PUT" ? "object"u8.ToArray() : null, verb == "PUT" ? "text/plain" : null);
            Assert.Equal((200, "bytes"), (answer.Status, Encoding.UTF8.GetString(answer.Body)));
            Assert.Equal($"{verb} {path}", service.Line);
            Assert.Equal(("AKROLE", "us-east-1", ""), service.Signed);
        }

        Assert.StartsWith(rest.StartsWith("bucket", StringComparison.Ordinal) ? "bucket.127.0.0.1:" : "127.0.0.1:", service.Header("Host"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_answer_is_selected_by_the_services_status()
    {
        await using var service = new Service("sns", "<ErrorResponse/>", 400);
        await using var api = await StartAsync(service, "SNS", new Integration
        {
            Type = IntegrationType.Aws,
            HttpMethod = "POST",
            Uri = "arn:aws:apigateway:us-east-1:sns:action/Publish",
            Credentials = Role,
            IntegrationResponses = Responses(Response(), Response("502", "4\\d{2}", ("application/json", "{\"failed\":true}"))),
        }, "200", "502");
        var answer = await api.SendAsync("POST", "/pets/1");
        Assert.Equal((502, "{\"failed\":true}"), (answer.Status, Encoding.UTF8.GetString(answer.Body)));
        Assert.Equal("POST /?Action=Publish", service.Line);
        Assert.Null(service.Header("X-Amz-Target"));
    }

    [Theory]
    [InlineData("arn:aws:iam::123456789012:role/other", "--role-profile arn:aws:iam::123456789012:role/other=PROFILE")]
    [InlineData(null, "AWS_ACCESS_KEY_ID")]
    public void Without_keys_it_is_told_and_answers_500(string? credentials, string told)
    {
        var integration = new Integration { Type = IntegrationType.Aws, HttpMethod = "POST", Uri = "arn:aws:apigateway:us-east-1:sns:action/Publish", Credentials = credentials };
        using var gateway = new DataPlane.Pipeline.Gateway(Sample.Options, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);
        var (snapshot, faults) = gateway.Compile(GivenAccount.Rest(method: GivenAccount.Get with { MethodIntegration = integration }));
        Assert.Empty(faults);
        Assert.Contains(told, Assert.Single(snapshot!.Held).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("arn:aws:apigateway:us-east-1:sns:publish")]
    [InlineData("arn:aws:apigateway:us-east-1:.sns:action/Publish")]
    [InlineData("arn:aws:apigateway::sns:action/Publish")]
    [InlineData("https://sns.us-east-1.amazonaws.com")]
    public void What_names_no_service_is_a_fault(string uri)
    {
        var integration = new Integration { Type = IntegrationType.Aws, HttpMethod = "POST", Uri = uri };
        using var gateway = new DataPlane.Pipeline.Gateway(Sample.Options, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);
        Assert.Contains("names no AWS service", Assert.Single(gateway.Compile(GivenAccount.Rest(method: GivenAccount.Get with { MethodIntegration = integration })).Faults).Message, StringComparison.Ordinal);
    }

    private static Task<MappedApi> StartAsync(Service service, string variable, Integration integration, params string[] declared) =>
        MappedApi.StartAsync(integration, null, null, declared, Sample.Options with
        {
            ServiceEndpoints = new Dictionary<string, Uri> { [variable] = new($"http://127.0.0.1:{service.Port}") },
            ServiceCredentials = s_own,
            RoleCredentials = new Dictionary<string, AwsCredentials> { [Role] = s_role },
        });

    /// <summary>A service that answers only what is signed by keys that it knows, and with anything else says why.</summary>
    private sealed class Service : IAsyncDisposable
    {
        private readonly ScriptedBackEnd _backend;
        private string[] _lines = [];

        public Service(string name, string answer, int status = 200) => _backend = new ScriptedBackEnd(async connection =>
        {
            while (await connection.ReadRequestAsync() is { } request)
            {
                _lines = request.Head.TrimEnd().Split("\r\n");
                Line = _lines[0][..^" HTTP/1.1".Length];
                Body = Encoding.UTF8.GetString(request.Body);
                Signed = Verify(name, request.Body);
                await connection.WriteAsync($"HTTP/1.1 {status} Said\r\nx-amzn-RequestId: rid\r\nContent-Type: text/xml\r\nContent-Length: {answer.Length}\r\n\r\n{answer}");
            }
        });

        public int Port => _backend.Port;

        public string Line { get; private set; } = "";

        public string Body { get; private set; } = "";

        /// <summary>Who signed, for which region, and what is wrong with the signature.</summary>
        public (string Id, string Region, string Fault) Signed { get; private set; }

        public string? Header(string name) => _lines.Skip(1).Where(line => line.StartsWith(name + ": ", StringComparison.OrdinalIgnoreCase)).Select(line => line[(name.Length + 2)..]).SingleOrDefault();

        public ValueTask DisposeAsync() => _backend.DisposeAsync();

        private (string, string, string) Verify(string name, byte[] body)
        {
            var target = Line[(Line.IndexOf(' ', StringComparison.Ordinal) + 1)..].Split('?', 2);
            var request = new SignedRequest
            {
                Method = Line[..Line.IndexOf(' ', StringComparison.Ordinal)],
                Path = target[0],
                Query = target.Length > 1 ? target[1] : "",
                Headers = [.. _lines.Skip(1).Select(static line => KeyValuePair.Create(line[..line.IndexOf(':', StringComparison.Ordinal)], line[(line.IndexOf(':', StringComparison.Ordinal) + 2)..]))],
                Body = body,
            };
            if (RequestSignature.Read(request, out var signature) is { } unread)
            {
                return ("", "", unread.ToString()!);
            }

            var keys = signature!.AccessKeyId == s_role.AccessKeyId ? s_role : signature.AccessKeyId == s_own.AccessKeyId ? s_own : null;
            var fault = name == "s3"
                ? new S3RequestVerifier(TimeProvider.System, static _ => true).Verify(request, signature, keys, out _, out _)?.ToString()
                : new RequestVerifier(TimeProvider.System, [name], static _ => true).Verify(request, signature, keys)?.ToString();
            var token = Header("X-Amz-Security-Token");
            return (signature.AccessKeyId, signature.Region, fault ?? (token == keys?.SessionToken ? "" : "another token"));
        }
    }
}
