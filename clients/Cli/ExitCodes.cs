namespace Qianliyan.Cli;

/// <summary>What the program ends with; stands in the help of the root command.</summary>
static class ExitCodes
{
    public const int Done = 0;

    /// <summary>A bad command line, or a server that failed, is away, or does not know the twin.</summary>
    public const int Failed = 1;

    /// <summary>A frame or a registry file was refused, a proof does not hold, or a backup is damaged.</summary>
    public const int Refused = 2;
}
