// SPDX-License-Identifier: Apache-2.0
using System.Text;
using BenchmarkDotNet.Attributes;
using Foregate.DataPlane.Wire.Heads;

namespace Foregate.Benchmarks.Wire;

/// <summary>Checking that a path is read the same way by everyone.</summary>
public class CanonicalPathBenchmarks
{
    private byte[] _path = [];

    [Params("plain", "encoded", "dotted")]
    public string Path { get; set; } = "plain";

    [GlobalSetup]
    public void Setup() => _path = Encoding.ASCII.GetBytes(Path switch
    {
        "plain" => "/prod/users/1042/orders/7f8a1c2e-3b4d-4e5f-8a9b-0c1d2e3f4a5b/items",
        "encoded" => "/prod/users/name%40example.com/orders/caf%C3%A9%20au%20lait/items",
        _ => "/prod/users/1042/.well-known/7f8a1c2e-3b4d-4e5f-8a9b-0c1d2e3f4a5b",
    });

    [Benchmark]
    public bool IsCanonicalPath() => RequestTarget.IsCanonicalPath(_path);
}
