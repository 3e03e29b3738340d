// SPDX-License-Identifier: Apache-2.0
using BenchmarkDotNet.Attributes;
using Foregate.DataPlane.Verdicts;

namespace Foregate.Benchmarks.Bind;

/// <summary>One match in the resource tree of a REST API and in the route table of an HTTP API. Must: 300 ns at 50,000 routes, 0 B.</summary>
public class RoutingBenchmarks
{
    private const int Requests = 65_536;

    private RoutingCase? _rest;
    private RoutingCase? _http;

    [Params(10, 1_000, 50_000)]
    public int Routes { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _rest = new RoutingCase(ApiKind.Rest, Routes, Requests);
        _http = new RoutingCase(ApiKind.Http, Routes, Requests);
    }

    [Benchmark(OperationsPerInvoke = Requests)]
    public int ResourceTree() => _rest!.Bind(0, Requests);

    [Benchmark(OperationsPerInvoke = Requests)]
    public int RouteTable() => _http!.Bind(0, Requests);
}
