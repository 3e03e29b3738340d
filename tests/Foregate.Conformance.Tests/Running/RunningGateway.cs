// SPDX-License-Identifier: Apache-2.0
using System.Text.RegularExpressions;
using Foregate.Conformance.Tests.Running;
using Foregate.Tests.Running;

[assembly: AssemblyFixture(typeof(RunningGateway))]

namespace Foregate.Conformance.Tests.Running;

/// <summary>The built program on an HTTP API that passes everything to a back end, with a plain and a TLS listener, once for all tests.</summary>
public sealed class RunningGateway : IAsyncLifetime
{
    private readonly Folder _folder = new();
    private ForegateProcess? _process;

    internal Backend Backend { get; private set; } = null!;

    internal HeadRecorder Heads { get; } = new();

    /// <summary>Base of the plain listener, without the last slash.</summary>
    public string Http { get; private set; } = "";

    /// <summary>Base of the TLS listener, without the last slash.</summary>
    public string Https { get; private set; } = "";

    /// <summary>The development certificate that the gateway made, as clients trust it.</summary>
    public string Certificate => Path.Combine(_folder.Path, "foregate", "development.crt");

    /// <summary>Everything the gateway has said so far.</summary>
    public string Said => _process!.Output;

    public async ValueTask InitializeAsync()
    {
        Backend = await Backend.StartAsync();
        _folder.Write("api.yaml", Document(Backend.Authority, Heads.Authority));
        _process = await ForegateProcess.ServeAsync(_folder.Path, "api.yaml", "--listen", "https://127.0.0.1:0", "--access-log", "off");
        Http = Base("http");
        Https = Base("https");
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        await Heads.DisposeAsync();
        await Backend.DisposeAsync();
        _folder.Dispose();
    }

    private string Base(string scheme) => Regex.Match(Said, $@"({scheme}://127\.0\.0\.1:\d+/\S*?)/\r?\n").Groups[1].Value;

    private static string Document(string backend, string heads) => $$"""
        openapi: 3.0.3
        info: { title: Conformance, version: "1" }
        x-amazon-apigateway-importexport-version: "1.0"
        x-amazon-apigateway-cors:
          allowOrigins: ["https://shop.example"]
          allowMethods: [GET, PUT]
          allowHeaders: [x-mine]
          maxAge: 300
        paths:
          /to/{proxy+}:
            x-amazon-apigateway-any-method:
              responses: { default: { description: what the back end says } }
              x-amazon-apigateway-integration:
                { type: http_proxy, httpMethod: ANY, uri: "http://{{backend}}/{proxy}", payloadFormatVersion: "1.0" }
          /heads/{proxy+}:
            x-amazon-apigateway-any-method:
              responses: { default: { description: nothing } }
              x-amazon-apigateway-integration:
                { type: http_proxy, httpMethod: ANY, uri: "http://{{heads}}/{proxy}", payloadFormatVersion: "1.0" }
        """;
}
