// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Protocol.Values;

namespace Foregate.ControlPlane.Protocol.Updates;

/// <summary>Reads the text of a change as what the member is.</summary>
internal static class PatchValues
{
    public delegate bool Reader(string? text, out WireValue? value);

    /// <summary>Whatever it says; without a value the member is taken away.</summary>
    public static bool Text(string? text, out WireValue? value)
    {
        value = text;
        return true;
    }

    /// <summary>Without a value it is false.</summary>
    public static bool Boolean(string? text, out WireValue? value)
    {
        value = "true".Equals(text, StringComparison.OrdinalIgnoreCase);
        return string.IsNullOrEmpty(text) || value.Boolean || "false".Equals(text, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Without a value the member is taken away.</summary>
    public static bool Integer(string? text, out WireValue? value)
    {
        value = null;
        if (string.IsNullOrEmpty(text))
        {
            return true;
        }

        var isNumber = int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number);
        value = (long)number;
        return isNumber;
    }

    public static bool Number(string? text, out WireValue? value)
    {
        value = null;
        if (string.IsNullOrEmpty(text))
        {
            return true;
        }

        var isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number);
        value = number;
        return isNumber;
    }

    public static AwsError Invalid(PatchOperation operation) =>
        AwsError.BadRequest($"Invalid patch value  '{operation.Value}' specified for path '{operation.Path}' of op '{operation.Op}'");
}
