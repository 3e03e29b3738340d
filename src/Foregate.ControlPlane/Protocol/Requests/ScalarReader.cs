// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text;
using Foregate.ControlPlane.Protocol.Shapes;
using Foregate.ControlPlane.Protocol.Values;

namespace Foregate.ControlPlane.Protocol.Requests;

/// <summary>Reads values that stand outside of bodies: in paths, queries and headers.</summary>
internal static class ScalarReader
{
    /// <param name="format">Of times; as the place has it where the model says nothing.</param>
    public static WireValue Read(string text, Shape shape, TimestampFormat format)
    {
        switch (shape.Type)
        {
            case ShapeType.String:
                return text!;
            case ShapeType.Boolean when text is "true" or "false":
                return text == "true";
            case ShapeType.Integer when int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer):
                return (long)integer;
            case ShapeType.Long when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer):
                return integer;
            case ShapeType.Float or ShapeType.Double when TryNumber(text, out var number):
                return number;
            case ShapeType.Timestamp when WireTime.TryParse(text, format, out var time):
                return time;
            case ShapeType.Blob when TryBase64(text, out var bytes):
                return WireValue.Of(bytes);
            default:
                throw new WireFormatException(ProtocolError.Serialization($"'{text}' can not be converted to an {shape.Type}"));
        }
    }

    public static bool TryNumber(string text, out double number)
    {
        number = text switch { "NaN" => double.NaN, "Infinity" => double.PositiveInfinity, "-Infinity" => double.NegativeInfinity, _ => 0 };
        return number != 0 || (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number));
    }

    public static bool TryBase64(string text, out byte[] bytes)
    {
        bytes = new byte[(text.Length * 3 / 4) + 3];
        if (!Convert.TryFromBase64String(text, bytes, out var written))
        {
            return false;
        }

        Array.Resize(ref bytes, written);
        return true;
    }

    /// <summary>The text in a header that holds it in base64.</summary>
    public static WireValue FromBase64(string text)
    {
        if (!TryBase64(text, out var bytes))
        {
            throw new WireFormatException(ProtocolError.Serialization($"'{text}' is not base64"));
        }

        return Encoding.UTF8.GetString(bytes)!;
    }
}
