// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Numerics;
using Foregate.ControlPlane.Documents;

namespace Foregate.ControlPlane.CloudFormation.Intrinsics;

/// <summary><c>Fn::Cidr</c>: equal blocks out of a larger one.</summary>
internal static class CidrBlocks
{
    public static DocumentNode? Evaluate(DocumentNode arguments)
    {
        if (arguments.Kind != NodeKind.Sequence || arguments.Items.Count is < 2 or > 3
            || !IPNetwork.TryParse(arguments.Items[0].Text, out var network)
            || !Number(arguments.Items[1], out var count) || count is < 1 or > 256)
        {
            return null;
        }

        var width = network.BaseAddress.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;
        var bits = width == 32 ? 8 : 64;
        if ((arguments.Items.Count == 3 && !Number(arguments.Items[2], out bits)) || bits < 1 || bits > width - network.PrefixLength)
        {
            return null;
        }

        var free = width - network.PrefixLength - bits;
        if (free < 9 && count > 1 << free)
        {
            return null;
        }

        var start = new BigInteger(network.BaseAddress.GetAddressBytes(), isUnsigned: true, isBigEndian: true);
        return DocumentNode.Sequence(
            [.. Enumerable.Range(0, count).Select(i => Call.Text($"{Address(start + (new BigInteger(i) << bits), width)}/{width - bits}", arguments.Location))],
            arguments.Location);
    }

    private static IPAddress Address(BigInteger value, int width)
    {
        var bytes = new byte[width / 8];
        var written = value.ToByteArray(isUnsigned: true, isBigEndian: true);
        written.CopyTo(bytes, bytes.Length - written.Length);
        return new IPAddress(bytes);
    }

    private static bool Number(DocumentNode node, out int value) => int.TryParse(node.Text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
