// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Documents;

namespace Foregate.ControlPlane.OpenApi.Reading;

/// <summary>The <c>info</c> of a document: what the API is called.</summary>
internal sealed record ApiHead(string Title, string? Description, string? Version, SourceLocation Location, string DocumentPath)
{
    /// <summary><see langword="null"/> after a fault.</summary>
    public static ApiHead? Read(Section document)
    {
        if (document.Object("info", ObjectKinds.Info) is not { } info)
        {
            if (!document.Has("info"))
            {
                document.Fault("info", "The document has no info object.", "Write info with a title and a version.");
            }

            return null;
        }

        var description = info.Text("description");
        var version = info.Text("version");
        if (info.Text("title") is { } title && !string.IsNullOrWhiteSpace(title))
        {
            return new ApiHead(title, description, version, document.At("info"), info.Path);
        }

        info.Fault("title", "The API has no title.", "Write one: its id is made from it.");
        return null;
    }
}
