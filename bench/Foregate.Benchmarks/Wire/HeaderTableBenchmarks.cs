// SPDX-License-Identifier: Apache-2.0
using System.Text;
using BenchmarkDotNet.Attributes;
using Foregate.DataPlane.Wire.Heads;

namespace Foregate.Benchmarks.Wire;

/// <summary>Looking for headers in a browser's request of 15 lines: by id, by a name no rule knows, and in vain.</summary>
public class HeaderTableBenchmarks
{
    private readonly RequestHead _head = new(16 * 1024);

    [GlobalSetup]
    public void Setup()
    {
        var bytes = Encoding.ASCII.GetBytes(RequestHeads.Browser);
        bytes.CopyTo(_head.Free);
        _head.Append(bytes.Length);
        _head.Read();
    }

    [Benchmark]
    public int KnownHeaderPresent() => _head.Headers.TryGetLast(KnownHeader.XApiKey, out var value) ? value.Length : 0;

    [Benchmark]
    public int KnownHeaderAbsent() => _head.Headers.TryGetLast(KnownHeader.Authorization, out var value) ? value.Length : 0;

    [Benchmark]
    public int OtherHeaderPresent() => _head.Headers.IndexOf("x-correlation-id"u8, ignoreCase: true);

    [Benchmark]
    public int OtherHeaderAbsent() => _head.Headers.IndexOf("x-correlation-no"u8, ignoreCase: true);

    [Benchmark]
    public int FindKnownName() => (int)KnownHeaders.Find("Access-Control-Request-Headers"u8) + (int)KnownHeaders.Find("x-correlation-id"u8);
}
