using System.Diagnostics;
using System.Globalization;

namespace Qianliyan.Azurite;

/// <summary>Signals to processes that tests start.</summary>
public static class ProcessSignals
{
    /// <param name="process">One that runs.</param>
    /// <param name="signal">Name without SIG: TERM, INT, STOP, CONT.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task SignalAsync(this Process process, string signal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(process);
        var id = process.Id.ToString(CultureInfo.InvariantCulture);
        using var kill = Process.Start("kill", ["-" + signal, id]);
        await kill.WaitForExitAsync(cancellationToken);
    }
}
