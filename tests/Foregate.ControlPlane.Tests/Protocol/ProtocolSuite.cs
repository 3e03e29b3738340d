// SPDX-License-Identifier: Apache-2.0
using System.Text;
using System.Text.Json;
using Foregate.ControlPlane.Protocol.Shapes;
using Foregate.OperationTables;

namespace Foregate.ControlPlane.Tests.Protocol;

/// <summary>The published suite of the protocol: each case with the service model that it is about.</summary>
internal static class ProtocolSuite
{
    public static IEnumerable<(ServiceModel Model, OperationShape Operation, JsonElement Case)> Read(string file)
    {
        using var suite = JsonDocument.Parse(File.ReadAllBytes(file));
        foreach (var group in suite.RootElement.EnumerateArray())
        {
            foreach (var item in group.GetProperty("cases").EnumerateArray())
            {
                var given = item.GetProperty("given");
                var name = given.GetProperty("name").GetString()!;
                using var model = JsonDocument.Parse($$"""{"operations":{"{{name}}":{{given}}},"shapes":{{group.GetProperty("shapes")}}}""");
                var read = ModelReader.Read(Encoding.UTF8.GetBytes(ModelText.Of(model.RootElement, [])));
                yield return (read, read.Find(name)!, item.Clone());
            }
        }
    }
}
