// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json;

namespace Foregate.ControlPlane.CloudFormation.Making;

/// <summary>The definition that a resource owns, as JSON: the row of the store, without the rows below it and without secrets.</summary>
internal static class OwnDefinition
{
    /// <summary><see langword="null"/> for what is not there.</summary>
    public static string? Of<T>(T? definition, Action<Utf8JsonWriter, T> write)
        where T : class
    {
        if (definition is null)
        {
            return null;
        }

        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            write(writer, definition);
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }
}
