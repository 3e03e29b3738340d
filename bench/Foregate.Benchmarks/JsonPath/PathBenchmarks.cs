// SPDX-License-Identifier: Apache-2.0
using System.Text;
using BenchmarkDotNet.Attributes;
using Foregate.Standards.JsonPath;
using Foregate.Standards.Values;

namespace Foregate.Benchmarks.JsonPath;

/// <summary>Paths of mapping templates on a small document, and paths made to take long on a large one (each must end within 50 ms).</summary>
public class PathBenchmarks
{
    private readonly JsonPathQuery _leaf = JsonPathQuery.Parse("$.store.book[0].title", out _)!;
    private readonly JsonPathQuery _filter = JsonPathQuery.Parse("$.store.book[?(@.price < 10)].title", out _)!;
    private readonly JsonPathQuery _scans = JsonPathQuery.Parse("$..*..*..*..*..*", out _)!;
    private readonly JsonPathQuery _filters = JsonPathQuery.Parse("$..[?(@..[?(@..[?(@..a)])])]", out _)!;
    private readonly Value _small = Read("""{"store":{"book":[{"title":"Sayings","price":8.95},{"title":"Sword","price":12.99},{"title":"Moby","price":8.99}]}}""");
    private readonly Value _large = Read("[" + string.Join(',', Enumerable.Repeat(string.Concat(Enumerable.Repeat("{\"a\":[", 60)) + "1" + string.Concat(Enumerable.Repeat("]}", 60)), 250)) + "]");

    [Benchmark]
    public bool Leaf() => _leaf.Evaluate(_small).IsFound;

    [Benchmark]
    public bool Filter() => _filter.Evaluate(_small).IsFound;

    [Benchmark]
    public bool ScansInScans() => _scans.Evaluate(_large).IsFound;

    [Benchmark]
    public bool FiltersInFilters() => _filters.Evaluate(_large).IsFound;

    private static Value Read(string json)
    {
        JsonValues.TryRead(Encoding.UTF8.GetBytes(json), out var value);
        return value;
    }
}
