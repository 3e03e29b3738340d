// SPDX-License-Identifier: Apache-2.0
using System.Collections.Frozen;
using System.Text;
using Foregate.DataPlane;
using Foregate.DataPlane.Mapping.Templates;
using Foregate.DataPlane.Tests.Mapping.Templates;
using Foregate.DataPlane.Wire;

namespace Foregate.Benchmarks.Bombs;

/// <summary>Mapping templates that cost much, read and rendered as for a request; the same that the tests know.</summary>
internal static class TemplateBombs
{
    public static IEnumerable<Bomb> All()
    {
        var exchange = new Exchange(64 * 1024);
        var output = new ByteWriter(16 * 1024);
        foreach (var (name, template, body) in BombTemplates.All())
        {
            var bytes = Encoding.UTF8.GetBytes(body);
            yield return new Bomb(name, Encoding.UTF8.GetByteCount(template) + bytes.Length, () => Render(template, bytes, exchange, output));
        }
    }

    private static string? Render(string template, byte[] body, Exchange exchange, ByteWriter output)
    {
        output.Clear();
        return MappingTemplate.Compile(template, ContextTree.With(new Dictionary<string, string>()), FrozenDictionary<string, string>.Empty, null)
            .Render(exchange, new TemplateInput(body), output);
    }
}
