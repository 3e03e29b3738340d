// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Finish.Lines;

/// <summary>Times as log lines tell them, by hand: formatting costs more than all the rest of a line.</summary>
internal static class LineTime
{
    /// <summary>As ISO 8601 writes it: 2020-03-10T05:16:23.123Z.</summary>
    public static void WriteIso(long epochMillis, ByteWriter line)
    {
        var time = DateTime.UnixEpoch.AddTicks(epochMillis * TimeSpan.TicksPerMillisecond);
        var (year, month, day) = time;
        Digits(line, year, 4);
        line.Write((byte)'-');
        Digits(line, month, 2);
        line.Write((byte)'-');
        Digits(line, day, 2);
        line.Write((byte)'T');
        WriteOfDay(time, line);
        line.Write((byte)'.');
        Digits(line, time.Millisecond, 3);
        line.Write((byte)'Z');
    }

    /// <summary>As test invocations write it: Tue Mar 10 05:16:23 UTC 2020.</summary>
    public static void WriteJava(long epochMillis, ByteWriter line)
    {
        var time = DateTime.UnixEpoch.AddTicks(epochMillis * TimeSpan.TicksPerMillisecond);
        var (year, month, day) = time;
        line.Write("SunMonTueWedThuFriSat"u8.Slice((int)time.DayOfWeek * 3, 3));
        line.Write((byte)' ');
        line.Write("JanFebMarAprMayJunJulAugSepOctNovDec"u8.Slice((month - 1) * 3, 3));
        line.Write((byte)' ');
        Digits(line, day, 2);
        line.Write((byte)' ');
        WriteOfDay(time, line);
        line.Write(" UTC "u8);
        Digits(line, year, 4);
    }

    /// <summary>A number with leading zeros.</summary>
    public static void Digits(ByteWriter line, int number, int count)
    {
        var digits = line.GetSpan(count);
        for (var i = count - 1; i >= 0; i--)
        {
            digits[i] = (byte)('0' + (number % 10));
            number /= 10;
        }

        line.Advance(count);
    }

    private static void WriteOfDay(DateTime time, ByteWriter line)
    {
        Digits(line, time.Hour, 2);
        line.Write((byte)':');
        Digits(line, time.Minute, 2);
        line.Write((byte)':');
        Digits(line, time.Second, 2);
    }
}
