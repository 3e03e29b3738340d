// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.Values;

namespace Foregate.Standards.Velocity.Methods;

/// <summary>Methods of Java's Boolean.</summary>
internal static class BooleanMethods
{
    public static readonly string[] Names = ["booleanValue", "compareTo", "equals", "hashCode", "parseBoolean", "toString", "valueOf"];

    public static bool TryInvoke(bool target, string method, ReadOnlySpan<Value> arguments, out Value result, out string? error)
    {
        error = null;
        result = default;
        switch (method, arguments.Length)
        {
            case ("booleanValue", 0):
                result = Value.Of(target);
                return true;
            case ("toString", 0):
                result = Value.Of(target ? "true" : "false");
                return true;
            case ("hashCode", 0):
                result = Value.Of(target ? 1231 : 1237);
                return true;
            case ("equals", 1):
                result = Value.Of(arguments[0].IsBoolean && arguments[0].AsBoolean == target);
                return true;
            case ("compareTo", 1) when arguments[0].IsBoolean:
                result = Value.Of(target.CompareTo(arguments[0].AsBoolean));
                return true;
            case ("compareTo", 1) when !arguments[0].IsNull:
                error = "The method compareTo was given what is no truth value";
                return false;
            case ("parseBoolean" or "valueOf", 1) when arguments[0].IsText:
                result = Value.Of(arguments[0].AsText.Equals("true", StringComparison.OrdinalIgnoreCase));
                return true;
            default:
                return false;
        }
    }
}
