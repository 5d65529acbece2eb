using Microsoft.AspNetCore.DataProtection;

namespace LeadScoring.Connector.Store;

/// <summary>The keys that encrypt what the store must not hold in clear. They live outside the store and its copies.</summary>
static class KeyRing
{
    /// <summary>Creates the directory readable by its owner only; keys are made when the first is needed.</summary>
    public static IDataProtectionProvider Open(string directory)
    {
        var place = OperatingSystem.IsWindows()
            ? Directory.CreateDirectory(directory)
            : Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return DataProtectionProvider.Create(place, builder => builder.SetApplicationName("LeadScoring.Connector"));
    }
}
