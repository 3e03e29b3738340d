// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Finish.Metrics;

/// <summary>Writes Prometheus's text format, version 0.0.4: families with HELP and TYPE, samples with escaped labels.</summary>
internal sealed class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly ByteWriter _out = new(64 * 1024);

    public ReadOnlyMemory<byte> Written => _out.WrittenMemory;

    /// <summary>Begins a family; all its samples follow before the next.</summary>
    /// <param name="name">[a-zA-Z_:][a-zA-Z0-9_:]*</param>
    /// <param name="type">counter, gauge or histogram.</param>
    public void Family(string name, string help, string type)
    {
        _out.Write("# HELP "u8);
        _out.WriteText(name);
        _out.Write((byte)' ');
        Escaped(help, quotes: false);
        _out.Write("\n# TYPE "u8);
        _out.WriteText(name);
        _out.Write((byte)' ');
        _out.WriteText(type);
        _out.Write((byte)'\n');
    }

    public void Sample(string name, double value, params ReadOnlySpan<(string Name, string Value)> labels) =>
        Line(name, "", labels, null, value);

    /// <summary>Writes a histogram's buckets (each its own, made cumulative here), sum and count.</summary>
    public void Histogram(string name, ReadOnlySpan<long> buckets, double sum, params ReadOnlySpan<(string Name, string Value)> labels)
    {
        long count = 0;
        for (var i = 0; i < buckets.Length; i++)
        {
            count += buckets[i];
            Line(name, "_bucket", labels, LatencyBuckets.Seconds(i), count);
        }

        Line(name, "_sum", labels, null, sum);
        Line(name, "_count", labels, null, count);
    }

    private void Line(string name, string suffix, ReadOnlySpan<(string Name, string Value)> labels, double? bound, double value)
    {
        _out.WriteText(name);
        _out.WriteText(suffix);
        var separator = (byte)'{';
        foreach (var (label, text) in labels)
        {
            _out.Write(separator);
            _out.WriteText(label);
            _out.Write("=\""u8);
            Escaped(text, quotes: true);
            _out.Write((byte)'"');
            separator = (byte)',';
        }

        if (bound is { } le)
        {
            _out.Write(separator);
            _out.Write("le=\""u8);
            Number(le);
            _out.Write((byte)'"');
            separator = (byte)',';
        }

        if (separator == (byte)',')
        {
            _out.Write((byte)'}');
        }

        _out.Write((byte)' ');
        Number(value);
        _out.Write((byte)'\n');
    }

    private void Number(double value)
    {
        if (double.IsFinite(value))
        {
            value.TryFormat(_out.GetSpan(32), out var written, default, CultureInfo.InvariantCulture);
            _out.Advance(written);
        }
        else
        {
            _out.Write(double.IsNaN(value) ? "NaN"u8 : value > 0 ? "+Inf"u8 : "-Inf"u8);
        }
    }

    private void Escaped(string text, bool quotes)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '\\':
                    _out.Write("\\\\"u8);
                    break;
                case '\n':
                    _out.Write("\\n"u8);
                    break;
                case '"' when quotes:
                    _out.Write("\\\""u8);
                    break;
                default:
                    _out.Advance(rune.EncodeToUtf8(_out.GetSpan(4)));
                    break;
            }
        }
    }
}
