// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.ControlPlane.Protocol;
using Foregate.ControlPlane.Protocol.Shapes;

namespace Foregate.ControlPlane.Tests.Protocol;

public sealed class OperationHandlersTests
{
    [Fact]
    public void Every_handler_is_of_an_operation()
    {
        foreach (var (_, key, model, handlers) in Interfaces())
        {
            Assert.All(handlers, name => Assert.True(model.Find(name) is not null, $"{key} has no {name}"));
        }
    }

    /// <summary>The pages are written from the table: with FOREGATE_WRITE_DOCS set they are written anew.</summary>
    [Fact]
    public void The_pages_of_coverage_say_what_the_table_says()
    {
        var folder = Docs();
        foreach (var (file, text) in new[] { ("coverage.md", Page()), ("coverage.json", Json()) })
        {
            var path = Path.Combine(folder, file);
            if (Environment.GetEnvironmentVariable("FOREGATE_WRITE_DOCS") is not null)
            {
                File.WriteAllText(path, text);
            }

            Assert.True(File.Exists(path) && File.ReadAllText(path) == text, $"{path} is out of date: run this test with FOREGATE_WRITE_DOCS=1");
        }
    }

    private static IEnumerable<(string Title, string Key, ServiceModel Model, IReadOnlyCollection<string> Handlers)> Interfaces() =>
    [
        ("REST APIs (`apigateway`, 2015-07-09)", "apigateway", ServiceModels.ApiGateway, OperationHandlers.ApiGateway.Keys),
        ("HTTP and WebSocket APIs (`apigatewayv2`, 2018-11-29)", "apigatewayv2", ServiceModels.ApiGatewayV2, OperationHandlers.ApiGatewayV2.Keys),
        ("Functions (`lambda`, 2015-03-31; its other operations are unknown here)", "lambda", ServiceModels.Lambda, [.. OperationHandlers.Lambda.Keys, .. OperationHandlers.LambdaInvocations.Keys]),
        ("Who somebody is (`sts`, 2011-06-15)", "sts", ServiceModels.Sts, OperationHandlers.Sts.Keys),
    ];

    private static string Page()
    {
        var page = new StringBuilder("# Coverage\n\nWhat becomes of each operation of AWS's management APIs: **answered**, as [the management API](management-api.md) says, or **refused**\nby name. Written from the table of handlers; `coverage.json` beside it says the same to programs.\n");
        foreach (var (title, _, model, handlers) in Interfaces())
        {
            page.Append($"\n## {title}\n\n{model.Operations.Count(operation => handlers.Contains(operation.Name))} of {model.Operations.Count} are answered.\n\n| Operation | |\n|---|---|\n");
            foreach (var operation in model.Operations.OrderBy(static operation => operation.Name, StringComparer.Ordinal))
            {
                page.Append($"| {operation.Name} | {(handlers.Contains(operation.Name) ? "answered" : "refused")} |\n");
            }
        }

        return page.ToString();
    }

    private static string Json()
    {
        var services = Interfaces().Select(static item => $"  \"{item.Key}\": {{\n" + string.Join(",\n", item.Model.Operations.OrderBy(static operation => operation.Name, StringComparer.Ordinal)
            .Select(operation => $"    \"{operation.Name}\": \"{(item.Handlers.Contains(operation.Name) ? "answered" : "refused")}\"")) + "\n  }");
        return "{\n" + string.Join(",\n", services) + "\n}\n";
    }

    private static string Docs()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Foregate.slnx")))
            {
                return Path.Combine(folder.FullName, "docs", "reference");
            }
        }

        throw new DirectoryNotFoundException("docs/reference");
    }
}
