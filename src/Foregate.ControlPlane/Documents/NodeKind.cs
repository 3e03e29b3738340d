// SPDX-License-Identifier: Apache-2.0

namespace Foregate.ControlPlane.Documents;

/// <summary>The six shapes that JSON and YAML have in common.</summary>
internal enum NodeKind
{
    Mapping,
    Sequence,
    String,
    Number,
    Boolean,
    Null,
}
