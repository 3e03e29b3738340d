// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using Foregate.ControlPlane.Protocol.Shapes;

namespace Foregate.ControlPlane.Protocol.Values;

/// <summary>Times as text.</summary>
internal static class WireTime
{
    private static readonly string[] s_iso8601 = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    public static bool TryParse(string text, TimestampFormat format, out DateTimeOffset time)
    {
        switch (format)
        {
            case TimestampFormat.UnixTimestamp:
                time = default;
                return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && TryFromSeconds(seconds, out time);
            case TimestampFormat.Rfc822:
                return DateTimeOffset.TryParseExact(text, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);
            default:
                return DateTimeOffset.TryParseExact(text, s_iso8601, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time);
        }
    }

    public static bool TryFromSeconds(double seconds, out DateTimeOffset time)
    {
        // Year 1 to 9999; NaN compares with nothing.
        if (!(seconds is >= -62_135_596_800 and < 253_402_300_800))
        {
            time = default;
            return false;
        }

        time = DateTimeOffset.UnixEpoch.AddMilliseconds(Math.Round(seconds * 1000));
        return true;
    }

    public static string Text(DateTimeOffset time, TimestampFormat format) => format switch
    {
        TimestampFormat.UnixTimestamp => Seconds(time).ToString(CultureInfo.InvariantCulture),
        TimestampFormat.Rfc822 => time.ToString("r", CultureInfo.InvariantCulture),
        _ => time.UtcDateTime.ToString(time.Millisecond == 0 ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
    };

    /// <summary>To the millisecond; whole seconds without a fraction.</summary>
    public static decimal Seconds(DateTimeOffset time) =>
        time.Millisecond == 0 ? time.ToUnixTimeSeconds() : time.ToUnixTimeMilliseconds() / 1000m;
}
