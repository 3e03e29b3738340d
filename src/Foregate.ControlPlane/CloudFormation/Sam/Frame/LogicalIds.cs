// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using System.Text;
using Foregate.ControlPlane.CloudFormation.Sam.Trees;

namespace Foregate.ControlPlane.CloudFormation.Sam.Frame;

/// <summary>Logical ids that end in the hash of what they stand for, so that a change gives a new resource.</summary>
internal static class LogicalIds
{
    private const int Length = 10;

    /// <summary>The first ten digits of the hash of a value; nothing for an empty one.</summary>
    public static string Hash(SamNode value) => !value.IsTruthy ? "" : Hash(value.IsText ? value.Text : PythonText.Json(value, isCanonical: true));

    /// <summary>The first ten digits of the hash of a text, or more of them; nothing for an empty one.</summary>
    public static string Hash(string text, int length = Length) =>
#pragma warning disable CA5350 // AWS's logical ids are made with SHA-1; nothing is protected by it.
        text.Length == 0 ? "" : Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(text)))[..length];
#pragma warning restore CA5350
}
