// SPDX-License-Identifier: Apache-2.0

namespace Foregate.ControlPlane.Documents;

/// <summary>How a scalar was written; only plain ones may mean something else than a string.</summary>
internal enum ScalarStyle
{
    Plain,
    Quoted,
    Block,
}
