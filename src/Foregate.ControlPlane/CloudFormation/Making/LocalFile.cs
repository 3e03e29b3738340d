// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Documents;
using Foregate.ControlPlane.OpenApi.Reading;

namespace Foregate.ControlPlane.CloudFormation.Making;

/// <summary>Files beside a template that it names.</summary>
internal static class LocalFile
{
    /// <summary>The document in the file; <see langword="null"/> after a fault.</summary>
    public static DocumentNode? ReadDocument(ReadingContext reading, string folder, string name, SourceLocation location, string path)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(Path.GetFullPath(name, folder));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            reading.Fault(location, path, $"The file {name} cannot be read.", "Name a file that is there, relative to the template.");
            return null;
        }

        var faults = new List<Fault>();
        var root = DocumentReader.Read(bytes, name, new DocumentLimits(), faults);
        foreach (var fault in faults)
        {
            reading.Fault(fault.Location, fault.DocumentPath, fault.Cause, fault.Cure);
        }

        return root;
    }
}
