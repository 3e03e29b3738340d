// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Protocol.Values;

/// <summary>The names that the values of an enumeration have on the wire.</summary>
internal sealed class WireNames<T>(params (T Value, string Name)[] names)
    where T : struct, Enum
{
    public string this[T value]
    {
        get
        {
            foreach (var (known, name) in names)
            {
                if (EqualityComparer<T>.Default.Equals(known, value))
                {
                    return name;
                }
            }

            throw new ArgumentOutOfRangeException(nameof(value), value, null);
        }
    }

    /// <summary><see langword="null"/> for what is absent or no name.</summary>
    public T? Read(string? text)
    {
        foreach (var (value, name) in names)
        {
            if (name == text)
            {
                return value;
            }
        }

        return null;
    }
}
