// SPDX-License-Identifier: Apache-2.0
using System.Net;
using Foregate.Tests.Running;

namespace Foregate.Tests.Hosting.Storage;

/// <summary>What API keys have used is there again after the gateway was stopped, or killed once it was saved.</summary>
public sealed class UsageSurvivalTests : IDisposable
{
    private const string Document = """
        openapi: 3.0.1
        info: { title: pets, version: "1" }
        x-foregate-usage-plan: { quota: { limit: 3, period: MONTH }, apiKeys: [ { name: ada, value: at-least-twenty-characters } ] }
        paths:
          /pets:
            get:
              security: [ { key: [] } ]
              responses: { "200": {} }
              x-amazon-apigateway-integration:
                type: mock
                requestTemplates: { application/json: '{"statusCode": 200}' }
                responses: { default: { statusCode: "200" } }
        components: { securitySchemes: { key: { type: apiKey, name: x-api-key, in: header } } }
        """;

    private readonly Folder _folder = new();
    private readonly HttpClient _client = new();

    public UsageSurvivalTests() => _client.DefaultRequestHeaders.Add("x-api-key", "at-least-twenty-characters");

    public void Dispose()
    {
        _client.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_quota_is_counted_on_after_a_stop_and_after_a_kill()
    {
        _folder.Write("pets.yaml", Document);
        await using (var first = await ServeAsync())
        {
            Assert.Equal(HttpStatusCode.OK, await AskAsync(first));
            await first.StopAsync();
        }

        await using (var second = await ServeAsync())
        {
            Assert.Equal(HttpStatusCode.OK, await AskAsync(second));
            // Saved by itself, whenever that is.
            while (Saved() != 2)
            {
                await Task.Delay(50, TestContext.Current.CancellationToken);
            }

            second.Kill();
        }

        await using var third = await ServeAsync();
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.TooManyRequests], [await AskAsync(third), await AskAsync(third)]);
    }

    private long Saved()
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={_folder["data/foregate.db"]};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT coalesce(sum(used), 0) FROM usage";
        return (long)command.ExecuteScalar()!;
    }

    private Task<ForegateProcess> ServeAsync() => ForegateProcess.ServeAsync(_folder.Path, "pets.yaml", "--data", "data", "--drain", "0");

    private async Task<HttpStatusCode> AskAsync(ForegateProcess gateway)
    {
        using var answer = await _client.GetAsync(new Uri(gateway.Invoke + "/pets"), TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
