// SPDX-License-Identifier: Apache-2.0
using System.Text;
using System.Text.Json.Nodes;
using Foregate.ControlPlane.Protocol;
using Foregate.ControlPlane.Protocol.Answers;
using Foregate.ControlPlane.Publish;
using Foregate.ControlPlane.Store;
using Foregate.ControlPlane.Store.Audit;
using Foregate.ControlPlane.Store.Objects;
using Foregate.ControlPlane.Store.Secrets;
using Foregate.DataPlane;
using Foregate.DataPlane.Pipeline;
using Foregate.Definitions;
using Foregate.Standards.SignatureV4;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Foregate.ControlPlane.Tests.Protocol;

/// <summary>An endpoint over a gateway of its own, and a client that signs what it asks.</summary>
internal sealed class SignedClient : IDisposable
{
    public const string AccountId = "123456789012";

    /// <summary>Of the key AKIDOTHER.</summary>
    public const string OtherAccount = "210987654321";

    private static readonly AwsCredentials s_credentials = new("AKID", "secret");

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero));

    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"foregate-{Guid.NewGuid():N}");

    /// <param name="isStrict">Whether what is not served is refused.</param>
    public SignedClient(IAccountStore? store = null, AuditTrail? audit = null, bool isStrict = false)
    {
        Gateway = new Gateway(new GatewayOptions { StrictAws = isStrict, Time = _clock }, NullLogger.Instance);
        Publisher = new Publisher(Gateway, store) { Usage = new UsageKeeper(Gateway, null, _clock) };
        Objects = new ObjectStore(Path.Combine(_folder, "objects"), _clock);
        var access = AccountAccess.Of(Publisher, FindKey, audit) with { Objects = Objects, Sessions = new SessionTokens(null, _clock), FlushStageCache = Flush, FlushStageAuthorizersCache = FlushAuthorizers };
        Endpoint = new ControlPlaneEndpoint(access, _clock, Quotas.Default, new FunctionAccess { KeepCode = new CodeStore(_folder, _clock).Keep });
    }

    /// <summary>What the account of the key AKID has.</summary>
    public Account? Account => Publisher.Find(new AccountKey(AccountId, "us-east-1"));

    public Gateway Gateway { get; }

    public Publisher Publisher { get; }

    public ControlPlaneEndpoint Endpoint { get; }

    /// <summary>The stages whose caches were flushed.</summary>
    public List<string> Flushed { get; } = [];

    /// <summary>What lies in S3.</summary>
    public ObjectStore Objects { get; }

    private void FlushAuthorizers(AccountKey key, string api, string stage)
    {
        Publisher.FlushStageAuthorizersCache(key, api, stage);
        Flushed.Add($"authorizers of {key.AccountId}/{key.Region}/{api}/{stage}");
    }

    private void Flush(AccountKey key, string api, string stage)
    {
        Publisher.FlushStageCache(key, api, stage);
        Flushed.Add($"{key.AccountId}/{key.Region}/{api}/{stage}");
    }

    public void Advance(TimeSpan time) => _clock.Advance(time);

    /// <summary>The service that is asked when nothing else is said.</summary>
    public string Service { get; init; } = "apigateway";

    public void Dispose()
    {
        Gateway.Dispose();
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    /// <summary>An API with one resource, /pets, and on it GET with a mock behind: its id and the resource's.</summary>
    public (string Api, string Resource) MakeApi()
    {
        var api = Call("POST", "/restapis", """{"name":"pets","description":"d"}""", 201);
        var id = (string)api["id"]!;
        var resource = (string)Call("POST", $"/restapis/{id}/resources/{(string)api["rootResourceId"]!}", """{"pathPart":"pets"}""", 201)["id"]!;
        Call("PUT", $"/restapis/{id}/resources/{resource}/methods/GET", """{"authorizationType":"NONE"}""", 201);
        Call("PUT", $"/restapis/{id}/resources/{resource}/methods/GET/integration", """{"type":"MOCK","requestTemplates":{"application/json":"{\"statusCode\":200}"}}""", 201);
        return (id, resource);
    }

    /// <summary>Asks, wants this status, and gives the body.</summary>
    public JsonNode Call(string method, string path, string body, int status, string query = "")
    {
        var answer = Send(method, path, body, query);
        var text = Encoding.UTF8.GetString(answer.Body.Span);
        Assert.True(answer.StatusCode == status, $"{answer.StatusCode} {text}");
        return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
    }

    /// <summary>Changes a resource by patch operations.</summary>
    public JsonNode Patch(string path, int status, params (string Op, string Path, string? Value)[] operations) => Call(
        "PATCH",
        path,
        new JsonObject { ["patchOperations"] = new JsonArray([.. operations.Select(static item => new JsonObject { ["op"] = item.Op, ["path"] = item.Path, ["value"] = item.Value })]) }.ToJsonString(),
        status);

    public ProtocolAnswer Send(
        string method, string path, string body, string query = "", AwsCredentials? credentials = null, string region = "us-east-1", string? service = null, string? contentType = null) =>
        Answer(Signed(method, path, body, query, credentials, region, service, contentType));

    /// <summary>The answer of an endpoint that waits for nobody.</summary>
    public ProtocolAnswer Answer(SignedRequest request, string source = "")
    {
        var answer = Endpoint.AnswerAsync(request, source, TestContext.Current.CancellationToken).AsTask();
        Assert.True(answer.IsCompleted);
        return answer.GetAwaiter().GetResult();
    }

    private static AccessKey? FindKey(string id) => id switch
    {
        "AKID" => new AccessKey { Id = id, Secret = "secret", AccountId = AccountId, Created = default },
        "AKIDOTHER" => new AccessKey { Id = id, Secret = "secret", AccountId = OtherAccount, Created = default },
        "AKIDOFF" => new AccessKey { Id = id, Secret = "secret", AccountId = AccountId, Created = default, IsActive = false },
        _ => null,
    };

    public SignedRequest Signed(
        string method, string path, string body, string query = "", AwsCredentials? credentials = null, string region = "us-east-1", string? service = null, string? contentType = null)
    {
        var time = _clock.GetUtcNow();
        var bytes = Encoding.UTF8.GetBytes(body);
        List<KeyValuePair<string, string>> headers = [new("Host", "127.0.0.1"), new("X-Amz-Date", RequestSigner.Date(time))];
        if (contentType is not null)
        {
            headers.Add(new("Content-Type", contentType));
        }

        var authorization = new RequestSigner(credentials ?? s_credentials, region, service ?? Service).Authorization(method, path, query, headers, bytes, time);
        return new SignedRequest { Method = method, Path = path, Query = query, Headers = [.. headers, new("Authorization", authorization)], Body = bytes };
    }
}
