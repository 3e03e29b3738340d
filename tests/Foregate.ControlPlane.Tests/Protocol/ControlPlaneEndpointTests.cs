// SPDX-License-Identifier: Apache-2.0
using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Foregate.ControlPlane.Protocol.Answers;
using Foregate.ControlPlane.Store;
using Foregate.ControlPlane.Store.Audit;
using Foregate.ControlPlane.Store.Secrets;
using Foregate.ControlPlane.Tests.Store.Sqlite;
using Foregate.Definitions;
using Foregate.Standards.SignatureV4;

namespace Foregate.ControlPlane.Tests.Protocol;

public sealed class ControlPlaneEndpointTests : IDisposable
{
    private readonly SignedClient _client = new();

    public void Dispose() => _client.Dispose();

    [Fact]
    public void An_api_is_made_deployed_and_served_before_the_answer_leaves()
    {
        var api = _client.Call("POST", "/restapis", """{"name":"pets","description":"d"}""", 201);
        Assert.Equal(1767323045, (int)api["createdDate"]!);
        Assert.Null(api["tags"]);
        var (id, root) = ((string)api["id"]!, (string)api["rootResourceId"]!);
        var resource = (string)_client.Call("POST", $"/restapis/{id}/resources/{root}", """{"pathPart":"{proxy+}"}""", 201)["id"]!;
        _client.Call("PUT", $"/restapis/{id}/resources/{resource}/methods/GET", """{"authorizationType":"NONE","requestParameters":{"method.request.path.proxy":true}}""", 201);
        var integration = _client.Call("PUT", $"/restapis/{id}/resources/{resource}/methods/GET/integration", """{"type":"HTTP_PROXY","httpMethod":"GET","uri":"http://127.0.0.1:9000/"}""", 201);
        Assert.Equal(29_000, (int)integration["timeoutInMillis"]!);
        var before = _client.Gateway.SnapshotVersion;
        var deployment = _client.Call("POST", $"/restapis/{id}/deployments", """{"stageName":"dev"}""", 201);
        Assert.True(_client.Gateway.SnapshotVersion > before);
        Assert.Equal((string)deployment["id"]!, _client.Account!.RestApis[id].Stages["dev"].DeploymentId);
        var stage = _client.Call("PATCH", $"/restapis/{id}/stages/dev", """{"patchOperations":[{"op":"replace","path":"/*/*/throttling/rateLimit","value":"5"},{"op":"replace","path":"/variables/a","value":"b"}]}""", 200);
        Assert.Equal(5, (int)stage["methodSettings"]!["*/*"]!["throttlingRateLimit"]!);
        Assert.Equal("b", (string)stage["variables"]!["a"]!);
        Assert.Equal("dev", (string)_client.Call("GET", $"/restapis/{id}/stages", "", 200)["item"]![0]!["stageName"]!);
        Assert.Equal("{}", _client.Call("GET", $"/restapis/{id}/resources", "", 200)["item"]!.AsArray().Single(item => (string)item!["id"]! == resource)!["resourceMethods"]!["GET"]!.ToJsonString());
        Assert.NotNull(_client.Call("GET", $"/restapis/{id}/resources/{resource}", "", 200, "embed=methods")["resourceMethods"]!["GET"]!["methodIntegration"]);
        Assert.Equal("{}", _client.Call("DELETE", $"/restapis/{id}", "", 202).ToJsonString());
        Assert.Empty(_client.Account.RestApis);
    }

    [Fact]
    public void Two_apis_of_one_name_have_two_ids_and_lists_have_pages()
    {
        Assert.NotEqual((string)_client.Call("POST", "/restapis", """{"name":"a"}""", 201)["id"]!, (string)_client.Call("POST", "/restapis", """{"name":"a"}""", 201)["id"]!);
        var page = _client.Call("GET", "/restapis", "", 200, "limit=1");
        Assert.Single(page["item"]!.AsArray());
        var rest = _client.Call("GET", "/restapis", "", 200, "limit=1&position=" + (string)page["position"]!);
        Assert.NotEqual((string)page["item"]![0]!["id"]!, (string)rest["item"]![0]!["id"]!);
        Assert.Null(rest["position"]);
    }

    [Fact]
    public void What_cannot_be_stored_is_the_servers_fault_and_changes_nothing()
    {
        using var client = new SignedClient(new FullStore());
        Assert.Equal("There is no room left.", (string)client.Call("POST", "/restapis", """{"name":"a"}""", 503)["message"]!);
        Assert.Null(client.Account);
        Assert.Empty(client.Call("GET", "/restapis", "", 200)["item"]!.AsArray());
    }

    [Fact]
    public void What_cannot_be_done_is_refused_and_changes_nothing()
    {
        Assert.Equal("Foregate has no portals: ListPortals is not supported.", (string)_client.Call("GET", "/v2/portals", "", 400)["message"]!);
        Assert.Null(_client.Account);
    }

    [Fact]
    public void Errors_name_themselves_and_every_answer_its_request()
    {
        var answer = _client.Send("GET", "/restapis/none", "");
        Assert.Equal(404, answer.StatusCode);
        Assert.Contains(new("x-amzn-ErrorType", "NotFoundException"), answer.Headers);
        Assert.Contains(answer.Headers, static header => header.Key == "x-amzn-RequestId" && Guid.TryParse(header.Value, out _));
        Assert.Contains(answer.Headers, static header => header is { Key: "x-amz-apigw-id", Value: [.., '='] });
        Assert.Equal(404, _client.Send("GET", "/nothing", "").StatusCode);
        answer = _client.Send("POST", "/restapis", "{}");
        Assert.Contains(new("x-amzn-ErrorType", "ValidationException"), answer.Headers);
    }

    [Fact]
    public void Nobody_gets_in_without_a_signature()
    {
        var answer = _client.Answer(new SignedRequest { Method = "GET", Path = "/restapis", Headers = [new("Host", "a")] });
        Assert.Equal((403, """{"message":"Missing Authentication Token"}"""), (answer.StatusCode, Encoding.UTF8.GetString(answer.Body.Span)));
        Assert.Contains(new("x-amzn-ErrorType", "MissingAuthenticationTokenException"), answer.Headers);
        Assert.Contains(new("x-amzn-ErrorType", "UnrecognizedClientException"), _client.Send("GET", "/restapis", "", "", new("other", "secret")).Headers);
        Assert.Contains(new("x-amzn-ErrorType", "InvalidSignatureException"), _client.Send("GET", "/restapis", "", "", new("AKID", "wrong")).Headers);
        Assert.Contains(new("x-amzn-ErrorType", "InvalidSignatureException"), _client.Send("GET", "/restapis", "", region: "EU_WEST").Headers);
        Assert.Contains(new("x-amzn-ErrorType", "UnrecognizedClientException"), _client.Send("GET", "/restapis", "", "", new("AKIDOFF", "secret")).Headers);
    }

    [Fact]
    public void Accounts_and_regions_do_not_see_each_other_and_all_are_served()
    {
        var own = (string)_client.Call("POST", "/restapis", """{"name":"a"}""", 201)["id"]!;
        var other = new AwsCredentials("AKIDOTHER", "secret");
        Assert.Equal(201, _client.Send("POST", "/restapis", """{"name":"b","tags":{"_custom_id_":"mine"}}""", "", other).StatusCode);
        Assert.Equal(201, _client.Send("POST", "/v2/apis", """{"name":"c","protocolType":"HTTP","tags":{"_custom_id_":"elsewhere"}}""", region: "eu-west-1").StatusCode);

        // What another account has is answered as what nobody has.
        var unknown = Text(_client.Send("GET", "/restapis/nobodys", "")).Replace("nobodys", "mine", StringComparison.Ordinal);
        Assert.Equal(unknown, Text(_client.Send("GET", "/restapis/mine", "")));
        Assert.Equal(404, _client.Send("DELETE", "/restapis/mine", "").StatusCode);
        Assert.Equal(404, _client.Send("GET", $"/restapis/{own}", "", "", other).StatusCode);
        Assert.Equal(404, _client.Send("GET", "/v2/apis/elsewhere", "").StatusCode);
        Assert.Equal(200, _client.Send("GET", "/v2/apis/elsewhere", "", region: "eu-west-1").StatusCode);
        Assert.Single(_client.Call("GET", "/restapis", "", 200)["item"]!.AsArray());

        // An id is a host name: nobody may have it twice.
        Assert.Equal(409, _client.Send("POST", "/restapis", """{"name":"d","tags":{"_custom_id_":"mine"}}""").StatusCode);
        Assert.Equal(409, _client.Send("POST", "/v2/apis", """{"name":"d","protocolType":"HTTP","tags":{"_custom_id_":"elsewhere"}}""").StatusCode);
        Assert.Equal(3, _client.Gateway.Snapshot!.Accounts.Count);
    }

    [Fact]
    public void The_journal_names_the_key_and_the_operation()
    {
        using var scratch = new Scratch();
        using var store = scratch.Open();
        using var client = new SignedClient(store);
        client.Call("POST", "/restapis", """{"name":"a"}""", 201);
        Assert.Equal("AKID CreateRestApi", scratch.Ask("SELECT principal || ' ' || operation FROM journal"));
    }

    [Fact]
    public void Every_call_has_its_line_in_the_audit_log_and_no_secret_in_it()
    {
        using var scratch = new Scratch();
        using var key = new MasterKey(new byte[32]);
        using (var log = AuditLog.Open(scratch.Directory, key, TimeProvider.System))
        {
            using var client = new SignedClient(audit: new AuditTrail(log));
            client.Call("POST", "/apikeys", """{"name":"k","value":"a-value-of-twenty-characters"}""", 201);
            client.Send("GET", "/restapis/none", "");
            client.Send("GET", "/nothing", "", "a=b");
            client.Send("POST", "/restapis", "{}");
            client.Send("POST", "/restapis", "{");
            client.Send("GET", "/restapis", "", "", new("AKID", "wrong"));
            client.Answer(new SignedRequest { Method = "GET", Path = "/restapis", Headers = [new("Host", "a")] }, "10.1.2.3");
        }

        var text = File.ReadAllText(Assert.Single(Directory.GetFiles(scratch.Directory, "audit-*.log")));
        Assert.DoesNotContain("a-value-of-twenty", text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
        var lines = text.TrimEnd('\n').Split('\n').Select(line => JsonNode.Parse(line)!).ToList();
        Assert.Equal(
            [
                "AKID 123456789012 us-east-1 CreateApiKey 201 ", "AKID 123456789012 us-east-1 GetRestApi 404 NotFoundException", "AKID 123456789012 us-east-1 GET /nothing 404 UnknownOperationException",
                "AKID 123456789012 us-east-1 CreateRestApi 400 ValidationException", "AKID 123456789012 us-east-1 CreateRestApi 400 SerializationException",
                "AKID  us-east-1 GET /restapis 403 InvalidSignatureException", "   GET /restapis 403 MissingAuthenticationTokenException",
            ],
            lines.Select(line => $"{line["principal"]} {line["account"]} {line["region"]} {line["operation"]} {line["status"]} {line["error"]}"));
        Assert.Equal("10.1.2.3", (string)lines[^1]["source"]!);
        Assert.Equal(64, ((string)lines[0]["request"]!).Length);
        Assert.True(AuditVerifier.Verify(scratch.Directory, key).IsIntact);
    }

    [Fact]
    public void Nothing_changes_while_it_cannot_be_audited_and_the_change_that_was_not_told_is_told_later()
    {
        using var scratch = new Scratch();
        using var key = new MasterKey(new byte[32]);
        using var log = AuditLog.Open(scratch.Directory, key, TimeProvider.System, rotateAt: 1);
        using var client = new SignedClient(audit: new AuditTrail(log));
        client.Call("POST", "/restapis", """{"name":"a"}""", 201);

        // The next file cannot be made, because a folder has its name.
        var taken = Directory.CreateDirectory(Path.Combine(scratch.Directory, "audit-000000000000002.log"));
        Assert.Contains("audit log", (string)client.Call("POST", "/restapis", """{"name":"b"}""", 503)["message"]!, StringComparison.Ordinal);
        Assert.Contains("audit log", (string)client.Call("POST", "/restapis", """{"name":"c"}""", 503)["message"]!, StringComparison.Ordinal);
        client.Call("GET", "/restapis", "", 200);
        taken.Delete();
        client.Call("POST", "/restapis", """{"name":"d"}""", 201);

        // The first was made before anybody knew; it was not acknowledged, and is told. The second was not made.
        Assert.Equal(["a", "b", "d"], client.Account!.RestApis.Values.Select(api => api.Name).Order());
        Assert.Equal(5, AuditVerifier.Verify(scratch.Directory, key).Last);
    }

    [Fact]
    public void A_bug_in_a_call_is_told_too()
    {
        using var scratch = new Scratch();
        using var key = new MasterKey(new byte[32]);
        using var log = AuditLog.Open(scratch.Directory, key, TimeProvider.System);
        using var client = new SignedClient(new BuggyStore(), new AuditTrail(log));
        Assert.Throws<InvalidOperationException>(() => client.Send("POST", "/restapis", """{"name":"a"}"""));
        Assert.Contains("\"operation\":\"CreateRestApi\",\"status\":500,\"error\":\"InternalFailure\"", File.ReadAllText(Assert.Single(Directory.GetFiles(scratch.Directory, "audit-*.log"))), StringComparison.Ordinal);
    }

    private static string Text(ProtocolAnswer answer) => $"{answer.StatusCode} {Encoding.UTF8.GetString(answer.Body.Span)}";

    [Fact]
    public void Calls_at_the_same_time_lose_nothing_of_each_other()
    {
        Parallel.For(0, 40, index => _client.Call("POST", "/restapis", $$"""{"name":"a{{index}}"}""", 201));
        Assert.Equal(40, _client.Account!.RestApis.Count);
        Assert.Equal(40, _client.Call("GET", "/restapis", "", 200, "limit=500")["item"]!.AsArray().Count);
    }

    [Fact]
    public void No_call_is_beyond_an_answer()
    {
        var (api, pets) = _client.MakeApi();
        _client.Call("POST", $"/restapis/{api}/deployments", """{"stageName":"dev"}""", 201);
        string[] paths =
        [
            "/restapis", "/restapis/" + api, $"/restapis/{api}/resources/{pets}", $"/restapis/{api}/resources/{pets}/methods/GET", $"/restapis/{api}/resources/{pets}/methods/GET/integration",
            $"/restapis/{api}/resources/{pets}/methods/GET/responses/200", $"/restapis/{api}/deployments", $"/restapis/{api}/stages/dev", "/apikeys", "/usageplans", "/v2/apis", "/tags/a", "/%", "//", "",
        ];
        string[] members = ["patchOperations", "name", "type", "tags", "stageName", "pathPart", "authorizationType", "responseParameters", "requestModels", "apiStages", "protocolType", "enabled"];
        string[] values =
        [
            "null", "true", "-1", "1e99", "\"\"", "\"NONE\"", "\"MOCK\"", "\"HTTP\"", "[]", "[null]", "[{}]", "{}", "{\"a\":null}", "{\"a\":\"b\"}", "{\"a\":true}",
            """[{"op":"replace","path":"/name"}]""", """[{"op":"remove","path":"/apiKeySource"}]""", """[{"op":"replace","path":"/*/*/throttling/rateLimit","value":"-1"}]""",
            """[{"op":"add","path":"/responseParameters/x","value":"true"}]""", """[{"op":"replace","path":"/deploymentId"}]""", """[{"op":"remove","path":"/variables"}]""",
        ];
        string[] methods = ["GET", "POST", "PUT", "PATCH"];
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, paths.Length - 1], Gen.Select(Gen.Int[0, members.Length - 1], Gen.Int[0, values.Length - 1]).List[0, 4], Gen.OneOf(Gen.Const(""), Gen.String)).Sample((method, path, body, query) =>
        {
            var text = "{" + string.Join(',', body.Select(member => $"\"{members[member.Item1]}\":{values[member.Item2]}")) + "}";
            var answer = _client.Send(methods[method], paths[path], text, query);
            return answer.StatusCode is >= 200 and < 500;
        }, iter: 3000, threads: 1);
    }

    private sealed class BuggyStore : IAccountStore
    {
        public IReadOnlyCollection<Account> Accounts => [];

        public Account? Find(AccountKey key) => null;

        public bool TryReplace(Account? expected, Account changed, StoreChange change) => throw new InvalidOperationException();
    }

    private sealed class FullStore : IAccountStore
    {
        public IReadOnlyCollection<Account> Accounts => [];

        public Account? Find(AccountKey key) => null;

        public bool TryReplace(Account? expected, Account changed, StoreChange change) => throw new StoreException(StoreFault.Full, "There is no room left.");
    }
}
