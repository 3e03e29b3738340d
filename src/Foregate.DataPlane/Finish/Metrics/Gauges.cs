// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Finish.Metrics;

/// <summary>Numbers that other parts of the gateway are asked for when metrics are read. Registering a name and labels again replaces the former.</summary>
internal sealed class Gauges
{
    private readonly SortedDictionary<string, Family> _families = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    /// <summary>A number that goes up and down.</summary>
    /// <param name="read">Called from any thread; a value it cannot give is NaN.</param>
    public void Gauge(string name, string help, Func<double> read, params ReadOnlySpan<(string Name, string Value)> labels) =>
        Add(name, help, "gauge", read, labels);

    /// <summary>A number that only grows; its name ends in _total.</summary>
    public void Counter(string name, string help, Func<double> read, params ReadOnlySpan<(string Name, string Value)> labels) =>
        Add(name, help, "counter", read, labels);

    /// <summary>Numbers of things that come in the course of time, each with its value of one label.</summary>
    /// <param name="type">gauge, or counter for numbers that only grow.</param>
    public void Each(string name, string help, string type, string label, Func<IEnumerable<(string Value, double Number)>> read)
    {
        lock (_lock)
        {
            _families[name] = new Family(help, type) { Label = label, Each = read };
        }
    }

    public void WriteTo(PrometheusText text)
    {
        lock (_lock)
        {
            foreach (var (name, family) in _families)
            {
                text.Family(name, family.Help, family.Type);
                foreach (var (labels, read) in family.Samples)
                {
                    text.Sample(name, Read(read), labels);
                }

                foreach (var (value, number) in family.Each())
                {
                    text.Sample(name, number, (family.Label, value));
                }
            }
        }
    }

    private void Add(string name, string help, string type, Func<double> read, ReadOnlySpan<(string Name, string Value)> labels)
    {
        lock (_lock)
        {
            if (!_families.TryGetValue(name, out var family))
            {
                _families.Add(name, family = new Family(help, type));
            }
            else if (family.Type != type)
            {
                throw new ArgumentException("Registered before as a " + family.Type + ": " + name, nameof(name));
            }

            for (var i = 0; i < family.Samples.Count; i++)
            {
                if (labels.SequenceEqual(family.Samples[i].Labels))
                {
                    family.Samples[i] = (labels.ToArray(), read);
                    return;
                }
            }

            family.Samples.Add((labels.ToArray(), read));
        }
    }

    // One part that cannot tell its number must not hide all others.
    private static double Read(Func<double> read)
    {
        try
        {
            return read();
        }
        catch (Exception)
        {
            return double.NaN;
        }
    }

    private sealed record Family(string Help, string Type)
    {
        public List<((string Name, string Value)[] Labels, Func<double> Read)> Samples { get; } = [];

        public string Label { get; init; } = "";

        public Func<IEnumerable<(string Value, double Number)>> Each { get; init; } = static () => [];
    }
}
