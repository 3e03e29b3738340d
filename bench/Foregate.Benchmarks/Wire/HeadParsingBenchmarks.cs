// SPDX-License-Identifier: Apache-2.0
using System.Text;
using BenchmarkDotNet.Attributes;
using Foregate.DataPlane.Wire.Heads;

namespace Foregate.Benchmarks.Wire;

/// <summary>Reading a whole request head from bytes that have arrived, the copy into the head's buffer included.</summary>
public class HeadParsingBenchmarks
{
    private readonly RequestHead _head = new(16 * 1024);
    private byte[] _bytes = [];

    [Params("curl", "browser")]
    public string Client { get; set; } = "curl";

    [GlobalSetup]
    public void Setup() => _bytes = Encoding.ASCII.GetBytes(Client == "curl" ? RequestHeads.Curl : RequestHeads.Browser);

    [Benchmark]
    public int Read()
    {
        _head.Reset();
        _bytes.CopyTo(_head.Free);
        _head.Append(_bytes.Length);
        return _head.Read() == HeadStatus.Complete ? _head.End : throw new InvalidOperationException("The head was not read.");
    }
}
