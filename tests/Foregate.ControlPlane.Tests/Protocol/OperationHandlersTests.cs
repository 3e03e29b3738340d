// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.ControlPlane.Protocol;
using Foregate.ControlPlane.Protocol.Handlers;
using Foregate.ControlPlane.Protocol.S3;
using Foregate.ControlPlane.Protocol.S3.Buckets;
using Foregate.ControlPlane.Protocol.Shapes;

namespace Foregate.ControlPlane.Tests.Protocol;

public sealed class OperationHandlersTests
{
    [Fact]
    public void Every_handler_is_of_an_operation()
    {
        foreach (var (_, key, model, handlers) in Interfaces())
        {
            Assert.All(handlers.Keys, name => Assert.True(model.Find(name) is not null, $"{key} has no {name}"));
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

    private static IEnumerable<(string Title, string Key, ServiceModel Model, IReadOnlyDictionary<string, Delegate> Handlers)> Interfaces() =>
    [
        ("REST APIs (`apigateway`, 2015-07-09)", "apigateway", ServiceModels.ApiGateway, Table(OperationHandlers.ApiGateway, OperationHandlers.ApiGatewayTests)),
        ("HTTP and WebSocket APIs (`apigatewayv2`, 2018-11-29)", "apigatewayv2", ServiceModels.ApiGatewayV2, Table(OperationHandlers.ApiGatewayV2)),
        ("Functions (`lambda`, 2015-03-31; its other operations are unknown here)", "lambda", ServiceModels.Lambda, Table(OperationHandlers.Lambda, OperationHandlers.LambdaInvocations)),
        ("Stacks (`cloudformation`, 2010-05-15; its other operations are unknown here)", "cloudformation", ServiceModels.CloudFormation, Table(OperationHandlers.CloudFormation)),
        ("Parameters of Systems Manager (`ssm`, 2014-11-06; its other operations are unknown here)", "ssm", ServiceModels.Ssm, Table(OperationHandlers.Ssm)),
        ("Roles and policies (`iam`, 2010-05-08; its other operations are unknown here)", "iam", ServiceModels.Iam, Table(OperationHandlers.Iam)),
        ("Who somebody is (`sts`, 2011-06-15)", "sts", ServiceModels.Sts, Table(OperationHandlers.Sts)),
    ];

    private static Dictionary<string, Delegate> Table(params IEnumerable<IEnumerable<KeyValuePair<string, Handler>>> tables) =>
        tables.SelectMany(static table => table).ToDictionary(static entry => entry.Key, static entry => (Delegate)entry.Value, StringComparer.Ordinal);

    private static Dictionary<string, Delegate> Table(IEnumerable<KeyValuePair<string, Handler>> table, IEnumerable<KeyValuePair<string, WaitingHandler>> waiting)
    {
        var handlers = Table(table);
        foreach (var (name, handler) in waiting)
        {
            handlers.Add(name, handler);
        }

        return handlers;
    }

    private static string Page()
    {
        var page = new StringBuilder(
            """
            # Coverage

            What becomes of each operation of AWS's management APIs. **exact**: answered as AWS answers, and served. **held**: checked, stored and told again
            as AWS does, and not served by the data plane yet; where only some members are, they are named. **absent**: refused with an error that says so.
            [Differences](differences.md) tells the rest. Written from the table of handlers; `coverage.json` beside it says the same to programs.

            """);
        foreach (var (title, _, model, handlers) in Interfaces())
        {
            var all = Operations(model, handlers).ToList();
            page.Append($"\n## {title}\n\nOf {all.Count} operations {Count(OperationCoverage.Exact)} are exact, {Count(OperationCoverage.Held)} held, {Count(OperationCoverage.Absent)} absent.\n\n| Operation | | Held |\n|---|---|---|\n");
            foreach (var (name, coverage, what) in all)
            {
                page.Append($"| {name} | {Word(coverage)} | {what} |\n");
            }

            int Count(OperationCoverage coverage) => all.Count(operation => operation.Coverage == coverage);
        }

        page.Append("\n## Artifacts (`s3`, 2006-03-01; its other operations are refused)\n\n[What they do](s3.md).\n\n| Operation | | Held |\n|---|---|---|\n");
        foreach (var name in S3Operations.Names)
        {
            page.Append($"| {name} | {S3Word(name)} | |\n");
        }

        return page.ToString();
    }

    private static string Json()
    {
        var services = Interfaces().Select(static item => $"  \"{item.Key}\": {{\n" + string.Join(",\n", Operations(item.Model, item.Handlers)
            .Select(static operation => $"    \"{operation.Name}\": \"{Word(operation.Coverage)}\"")) + "\n  }");
        var objects = "  \"s3\": {\n" + string.Join(",\n", S3Operations.Names.Select(static name => $"    \"{name}\": \"{S3Word(name)}\"")) + "\n  }";
        return "{\n" + string.Join(",\n", services.Append(objects)) + "\n}\n";
    }

    // What is said of a bucket is told again, and changes nothing.
    private static string S3Word(string operation) =>
        BucketSetting.All.Any(setting => setting.Name != "tagging" && operation.EndsWith(setting.Name, StringComparison.OrdinalIgnoreCase)) || operation.EndsWith("BucketLifecycleConfiguration", StringComparison.Ordinal)
            ? "held" : "exact";

    private static IEnumerable<(string Name, OperationCoverage Coverage, string? What)> Operations(ServiceModel model, IReadOnlyDictionary<string, Delegate> handlers)
    {
        foreach (var operation in model.Operations.OrderBy(static operation => operation.Name, StringComparer.Ordinal))
        {
            var (coverage, what) = CoveredHandler.Of(handlers.GetValueOrDefault(operation.Name));
            yield return (operation.Name, coverage, what);
        }
    }

    private static string Word(OperationCoverage coverage) => coverage switch { OperationCoverage.Exact => "exact", OperationCoverage.Held => "held", _ => "absent" };

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
