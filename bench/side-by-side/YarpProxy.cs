// SPDX-License-Identifier: Apache-2.0
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using NJsonSchema;
using Yarp.ReverseProxy.Configuration;

namespace Foregate.SideBySide;

/// <summary>The YARP contender: a process of its own, everything at its defaults, logging off; with a schema, a middleware before it that holds bodies against it.</summary>
internal static class YarpProxy
{
    public static void Run(int port, int tlsPort, int upstream, string certificate, string key, bool validates)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        using var pem = X509Certificate2.CreateFromPemFile(certificate, key);
        var identity = X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), null);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, port);
            kestrel.Listen(IPAddress.Loopback, tlsPort, listen => listen.UseHttps(identity));
        });
        builder.Services.AddReverseProxy().LoadFromMemory(
            [new RouteConfig { RouteId = "all", ClusterId = "origin", Match = new RouteMatch { Path = "{**path}" } }],
            [new ClusterConfig { ClusterId = "origin", Destinations = new Dictionary<string, DestinationConfig> { ["one"] = new() { Address = $"http://127.0.0.1:{upstream}" } } }]);
        var app = builder.Build();
        if (validates)
        {
            var schema = JsonSchema.FromJsonAsync(Orders.Schema).GetAwaiter().GetResult();
            app.Use((context, next) => ValidateAsync(context, next, schema));
        }

        app.MapReverseProxy();
        app.Run();
    }

    private static async Task ValidateAsync(HttpContext context, RequestDelegate next, JsonSchema schema)
    {
        var body = new MemoryStream((int)(context.Request.ContentLength ?? 4096));
        await context.Request.Body.CopyToAsync(body);
        if (schema.Validate(Encoding.UTF8.GetString(body.GetBuffer().AsSpan(0, (int)body.Length))).Count > 0)
        {
            context.Response.StatusCode = 400;
            await context.Response.WriteAsync("{\"message\":\"Invalid request body\"}");
            return;
        }

        body.Position = 0;
        context.Request.Body = body;
        await next(context);
    }
}
