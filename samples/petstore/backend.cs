// SPDX-License-Identifier: Apache-2.0
#:sdk Microsoft.NET.Sdk.Web
#:property PublishAot=false
#:property JsonSerializerIsReflectionEnabledByDefault=true

// The pet store's back end: keeps pets in memory. Start it with: dotnet run samples/petstore/backend.cs [port]
using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;

var port = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 9000;
var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.ListenLocalhost(port));
var app = builder.Build();

var pets = new ConcurrentDictionary<int, JsonObject>
{
    [1] = new JsonObject { ["id"] = 1, ["type"] = "dog", ["name"] = "Rex", ["price"] = 249.99 },
    [2] = new JsonObject { ["id"] = 2, ["type"] = "cat", ["name"] = "Minka", ["price"] = 124.99 },
    [3] = new JsonObject { ["id"] = 3, ["type"] = "fish", ["name"] = "Blub", ["price"] = 0.99 },
};
var lastId = pets.Count;

app.Run(async context =>
{
    var request = context.Request;
    var parts = (request.Path.Value ?? "/").Split('/', StringSplitOptions.RemoveEmptyEntries);
    var (status, answer) = (request.Method, parts) switch
    {
        ("GET", ["pets"]) => (200, All(request.Query["type"])),
        ("GET", ["pets", var id]) => Find(id) is { } pet ? (200, pet.DeepClone()) : (404, Message("No such pet.")),
        ("POST", ["pets"]) => await AddAsync(request),
        ("DELETE", ["pets", var id]) when int.TryParse(id, out var key) && pets.TryRemove(key, out _) => (204, null),
        (_, ["echo", ..]) => (200, Echo(request)),
        _ => (404, Message("There are /pets, /pets/{id} and /echo.")),
    };
    context.Response.StatusCode = status;
    if (answer is not null)
    {
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(answer.ToJsonString() + "\n");
    }
});

await app.StartAsync();
Console.WriteLine($"Pet store's back end: http://127.0.0.1:{port}");
await app.WaitForShutdownAsync();

JsonNode All(string? type) =>
    new JsonArray([.. pets.OrderBy(pet => pet.Key).Select(pet => pet.Value).Where(pet => type is null || (string?)pet["type"] == type).Select(pet => pet.DeepClone())]);

JsonObject? Find(string id) => int.TryParse(id, out var key) && pets.TryGetValue(key, out var pet) ? pet : null;

async Task<(int, JsonNode?)> AddAsync(HttpRequest request)
{
    JsonObject? pet;
    try
    {
        pet = await JsonNode.ParseAsync(request.Body) as JsonObject;
    }
    catch (System.Text.Json.JsonException)
    {
        pet = null;
    }

    if (pet?["name"] is null)
    {
        return (400, Message("A pet is a JSON object with a name."));
    }

    var id = Interlocked.Increment(ref lastId);
    pet["id"] = id;
    pets[id] = pet;
    return (201, pet.DeepClone());
}

static JsonNode Echo(HttpRequest request)
{
    var headers = new JsonObject();
    foreach (var header in request.Headers)
    {
        headers[header.Key] = header.Value.ToString();
    }

    return new JsonObject { ["method"] = request.Method, ["path"] = request.Path + request.QueryString, ["headers"] = headers };
}

static JsonNode Message(string text) => new JsonObject { ["message"] = text };
