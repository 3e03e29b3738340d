// SPDX-License-Identifier: Apache-2.0

namespace Foregate.ControlPlane.Documents;

/// <summary>A key of a mapping, where it stands, and its value.</summary>
internal readonly record struct DocumentEntry(string Key, SourceLocation KeyLocation, DocumentNode Value);
