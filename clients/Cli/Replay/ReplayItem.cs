using Qianliyan.Domain.Time;

namespace Qianliyan.Cli.Replay;

/// <summary>A frame to send.</summary>
/// <param name="At">When it was sent, or would have been: decides the pace.</param>
/// <param name="Device">Frames of one device go over one connection, in order.</param>
readonly record struct ReplayItem(BeijingTime At, string Device, byte[] Frame);
