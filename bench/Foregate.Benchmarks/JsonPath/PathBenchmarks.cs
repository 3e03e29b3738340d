// SPDX-License-Identifier: Apache-2.0
using System.Text;
using BenchmarkDotNet.Attributes;
using Foregate.Standards.JsonPath;
using Foregate.Standards.Values;

namespace Foregate.Benchmarks.JsonPath;

/// <summary>Paths as mapping templates have them, on an order of 100 items. What was made to take long is in Bombs.</summary>
public class PathBenchmarks
{
    private readonly JsonPathQuery _leaf = JsonPathQuery.Parse("$.a.b[0].c", out _)!;
    private readonly JsonPathQuery _scan = JsonPathQuery.Parse("$..price", out _)!;
    private readonly JsonPathQuery _filter = JsonPathQuery.Parse("$.items[?(@.price < 50)].name", out _)!;
    private readonly JsonPathQuery _texts = JsonPathQuery.Parse("$.items[?(@.kind == 'book' && @.name =~ /item [0-9]*5/)].price", out _)!;
    private readonly Value _order = Read();

    [Benchmark]
    public bool Leaf() => _leaf.Evaluate(_order).IsFound;

    [Benchmark]
    public bool ScanForPrices() => _scan.Evaluate(_order).IsFound;

    [Benchmark]
    public bool FilterByPrice() => _filter.Evaluate(_order).IsFound;

    [Benchmark]
    public bool FilterByTexts() => _texts.Evaluate(_order).IsFound;

    [Benchmark]
    public bool ReadPath() => JsonPathQuery.Parse("$.items[?(@.price < 50)].name", out _) is not null;

    private static Value Read()
    {
        var items = Enumerable.Range(0, 100).Select(static i => $$"""{"name":"item {{i}}","kind":"{{(i % 2 == 0 ? "book" : "pen")}}","price":{{i}}.5,"tags":["a","b"]}""");
        JsonValues.TryRead(Encoding.UTF8.GetBytes($$$"""{"a":{"b":[{"c":"found"}]},"items":[{{{string.Join(',', items)}}}]}"""), out var value);
        return value;
    }
}
