using System.Diagnostics;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Api.Watching;

/// <summary>A status that a subscriber has not read yet.</summary>
/// <param name="Cause">The newest traced cause of the change; default where none was.</param>
readonly record struct WatchedChange(TwinStatus Status, ActivityContext Cause);
