// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;

namespace Foregate.Standards.Values;

/// <summary>One value of a tree as Java's JSON libraries and Velocity know it. The default is null.</summary>
public readonly struct Value
{
    private static readonly Tag s_boolean = new(ValueKind.Boolean);
    private static readonly Tag s_integer = new(ValueKind.Integer);
    private static readonly Tag s_number = new(ValueKind.Number);

    // A tag says what the bits are; of anything else the bits are the kind.
    private readonly object? _reference;
    private readonly long _bits;

    private Value(object? reference, long bits)
    {
        _reference = reference;
        _bits = bits;
    }

    public static Value Null => default;

    public static Value True => new(s_boolean, 1);

    public static Value False => new(s_boolean, 0);

    public ValueKind Kind => _reference is Tag tag ? tag.Kind : (ValueKind)_bits;

    public bool IsNull => _reference is null;

    public bool IsText => _bits == (long)ValueKind.Text && _reference is string;

    public bool IsInteger => ReferenceEquals(_reference, s_integer);

    public bool IsBoolean => ReferenceEquals(_reference, s_boolean);

    /// <summary>Whether it is a number of any kind.</summary>
    public bool IsNumeric => Kind is ValueKind.Integer or ValueKind.Number or ValueKind.Exact;

    public bool AsBoolean => _bits != 0;

    public long AsInteger => _bits;

    public double AsNumber => BitConverter.Int64BitsToDouble(_bits);

    /// <summary>The text; of an exact number its digits.</summary>
    public string AsText => Unsafe.As<string>(_reference)!;

    public ValueList AsList => Unsafe.As<ValueList>(_reference)!;

    public ValueMap AsMap => Unsafe.As<ValueMap>(_reference)!;

    public ValueObject AsObject => Unsafe.As<ValueObject>(_reference)!;

    public static Value Of(bool value) => new(s_boolean, value ? 1 : 0);

    public static Value Of(long value) => new(s_integer, value);

    public static Value Of(double value) => new(s_number, BitConverter.DoubleToInt64Bits(value));

    public static Value Of(string? value) => value is null ? default : new(value, (long)ValueKind.Text);

    public static Value Of(ValueList? value) => value is null ? default : new(value, (long)ValueKind.List);

    public static Value Of(ValueMap? value) => value is null ? default : new(value, (long)ValueKind.Map);

    public static Value Of(ValueObject? value) => value is null ? default : new(value, (long)ValueKind.Object);

    /// <summary>A whole number beyond 64 bits.</summary>
    /// <param name="digits">Its decimal digits, with a sign where it is negative and no leading zeros.</param>
    public static Value Exact(string digits) => new(digits, (long)ValueKind.Exact);

    /// <summary>Whether both are the very same list, map or object.</summary>
    public bool IsSame(Value other) => _reference is not Tag && ReferenceEquals(_reference, other._reference);

    /// <summary>Its text as Java's toString() gives it; for debuggers and tests.</summary>
    public override string ToString() => JavaText.Of(this);

    private sealed class Tag(ValueKind kind)
    {
        public ValueKind Kind { get; } = kind;
    }
}
