// SPDX-License-Identifier: Apache-2.0
using BenchmarkDotNet.Attributes;
using Foregate.DataPlane;
using Foregate.DataPlane.Mapping.Templates;
using Foregate.DataPlane.Wire;
using Foregate.Standards.Values;
using System.Collections.Frozen;

namespace Foregate.Benchmarks.Mapping;

/// <summary>A template of 40 lines rendered on a body of 2 KB, the reading of the body included; and the reading alone.</summary>
public class TemplateBenchmarks
{
    private readonly Exchange _exchange = new(64 * 1024);
    private readonly ByteWriter _output = new(16 * 1024);
    private readonly MappingTemplate _template = MappingTemplate.Compile(
        TemplateCase.Template, ContextTree.With(new Dictionary<string, string>()), FrozenDictionary<string, string>.Empty, null);

    [Benchmark]
    public int Render()
    {
        _output.Clear();
        if (_template.Render(_exchange, new TemplateInput(TemplateCase.Body), _output) is { } fault)
        {
            throw new InvalidOperationException(fault);
        }

        return _output.Length;
    }

    [Benchmark]
    public bool ReadBody() => JsonValues.TryRead(TemplateCase.Body, out _);
}
